using System.Net;
using Polly;
using Polly.Retry;

namespace GenreQueue.Cli.Server;

/// <summary>Repeats requests while the service is overloaded or away, at the times that it asks for.</summary>
internal static class ServiceRetry
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly ResiliencePropertyKey<long> StartedAt = new("started at");

    /// <param name="limit">How long one request is repeated.</param>
    /// <param name="time">Clock.</param>
    public static ResiliencePipeline<HttpResponseMessage> Create(TimeSpan limit, TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = LongestPause,
            ShouldHandle = args => ValueTask.FromResult(
                MayPass(args.Outcome) && time.GetElapsedTime(args.Context.Properties.GetValue(StartedAt, 0)) < limit),
            DelayGenerator = args => ValueTask.FromResult(AskedPause(args.Outcome.Result, time)),
        }).Build();

    /// <summary>Sends a request until it gets a response that will not change, or the limit has passed.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        this ResiliencePipeline<HttpResponseMessage> retry, Func<CancellationToken, Task<HttpResponseMessage>> send, TimeProvider time, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(StartedAt, time.GetTimestamp());
        try
        {
            return await retry.ExecuteAsync(static async (attempt, send) => await send(attempt.CancellationToken), context, send);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool MayPass(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutException } => true,
        { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.InsufficientStorage } => true,
        // An earlier attempt with the same key, whose connection was lost, is still in progress.
        { Result: { StatusCode: HttpStatusCode.Conflict, Headers.RetryAfter: not null } } => true,
        _ => false,
    };

    private static TimeSpan? AskedPause(HttpResponseMessage? response, TimeProvider time)
    {
        if (response?.Headers.RetryAfter is not { } asked) return null;
        var pause = asked.Delta ?? asked.Date - time.GetUtcNow() ?? TimeSpan.Zero;
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause > LongestPause ? LongestPause : pause;
    }
}
