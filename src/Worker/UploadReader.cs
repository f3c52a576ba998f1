using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace GenreQueue.Worker;

/// <summary>Opens uploads, and retries while the store is unavailable: an outage of the store must not fail the job.</summary>
public sealed class UploadReader
{
    /// <summary>How long a job waits for the store.</summary>
    public static readonly TimeSpan RetryTimeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] Delays =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)];

    private static readonly ResiliencePropertyKey<long> StartedAt = new("started at");
    private readonly IUploadStore _uploads;
    private readonly TimeProvider _time;
    private readonly ILogger<UploadReader> _logger;
    private readonly ResiliencePipeline _retry;

    public UploadReader(IUploadStore uploads, TimeProvider time, ILogger<UploadReader> logger)
    {
        (_uploads, _time, _logger) = (uploads, time, logger);
        _retry = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is IOException and not FileNotFoundException
                && time.GetElapsedTime(args.Context.Properties.GetValue(StartedAt, 0)) < RetryTimeout),
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Delays[Math.Min(args.AttemptNumber, Delays.Length - 1)]),
            OnRetry = args =>
            {
                _logger.LogWarning("Cannot open upload {UploadKey}, retrying: {Reason}", args.Context.OperationKey, args.Outcome.Exception!.Message);
                return default;
            },
        }).Build();
    }

    /// <summary>Opens an upload.</summary>
    /// <exception cref="FileNotFoundException">The upload does not exist.</exception>
    /// <exception cref="IOException">The store was unavailable for <see cref="RetryTimeout"/>.</exception>
    public async Task<IUploadFile> OpenAsync(string key, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(key, cancellationToken);
        context.Properties.Set(StartedAt, _time.GetTimestamp());
        try
        {
            return await _retry.ExecuteAsync(
                async (attempt, state) => await state.Uploads.OpenAsync(state.Key, attempt.CancellationToken), context, (Uploads: _uploads, Key: key));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
