using System.Threading.RateLimiting;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Limits;

/// <summary>Limits how many uploads are received at the same time: for each client, so that one cannot take all slots, and in total.</summary>
internal sealed class UploadSlots : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<HttpContext> _slots;
    private readonly TimeProvider _time;

    // Not shorter than an upload may take: a client on a slow line that sends more files at a time than it has slots waits for its own.
    private readonly TimeSpan _waitLimit;

    public UploadSlots(IOptions<ApiOptions> options, TimeProvider time)
    {
        _time = time;
        var api = options.Value;
        _waitLimit = api.UploadDeadline;
        _slots = PartitionedRateLimiter.CreateChained(
            Limiter(ClientPartition.Of, api.MaxConcurrentUploadsPerClient, api.MaxWaitingUploadsPerClient),
            Limiter(_ => "", api.MaxConcurrentUploads, api.MaxWaitingUploads));
    }

    /// <summary>Waits for a slot, which the returned lease holds until it is disposed.</summary>
    /// <exception cref="ApiException">Too many uploads wait already, or none of them ended in time: 503.</exception>
    public async Task<IDisposable> TakeAsync(HttpContext http)
    {
        using var limit = new CancellationTokenSource(_waitLimit, _time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
        try
        {
            var lease = await _slots.AcquireAsync(http, permitCount: 1, waiting.Token);
            if (lease.IsAcquired) return lease;
            lease.Dispose();
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            // The time limit.
        }
        throw new ApiException(503, ProblemCodes.TooManyUploads, "Too many concurrent uploads.") { RetryAfter = RetryAfter };
    }

    public ValueTask DisposeAsync() => _slots.DisposeAsync();

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, string> partition, int permits, int waiting) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetConcurrencyLimiter(partition(http), _ => new()
        {
            PermitLimit = permits,
            QueueLimit = waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));
}
