using System.Threading.Channels;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Bus;

/// <summary>Stores the reports of workers by group commit, and waits while the database is unavailable.</summary>
public sealed class ResultsWriter : IHealthCheck, IAsyncDisposable
{
    /// <summary>Unacknowledged messages that may wait here; also the prefetch count of the results consumer.</summary>
    public const int Capacity = 500;

    /// <summary>How long messages of a broker are held while the database is unavailable; well below the broker's consumer timeout of 30 minutes.</summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly JobResults _results;
    private readonly JobEvents _events;
    private readonly bool _embedded;
    private readonly TimeProvider _time;
    private readonly ILogger<ResultsWriter> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly GroupCommit<object> _messages;
    private volatile Exception? _lastError;

    public ResultsWriter(
        JobResults results, JobEvents events, IOptions<BusOptions> options, TimeProvider time, ILogger<ResultsWriter> logger)
    {
        _results = results;
        _events = events;
        _embedded = options.Value.Transport == BusTransport.Memory;
        _time = time;
        _logger = logger;

        // Not a hosted service: it has to outlive the bus, whose consumers wait for it while they are drained.
        _messages = new GroupCommit<object>(Capacity, Capacity, CommitAsync, canSplit: exception => exception is not ResultNotStoredException);
    }

    /// <summary>Returns once the message is stored, or was found to change nothing.</summary>
    /// <exception cref="ResultNotStoredException">The service is stopping, or the database was unavailable for too long.</exception>
    /// <exception cref="InvalidMessageException">The message can never be stored. If it was to end a job, the job has failed.</exception>
    public async Task StoreAsync(object message, CancellationToken cancellationToken)
    {
        try
        {
            await _messages.AddAsync(message, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (ChannelClosedException exception)
        {
            throw new ResultNotStoredException(exception);
        }
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_lastError is { } error
            ? HealthCheckResult.Unhealthy("Results are waiting for the database.", error)
            : HealthCheckResult.Healthy("Results are being stored."));

    /// <summary>Makes one last attempt to store the waiting messages and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _messages.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task CommitAsync(IReadOnlyList<object> messages)
    {
        try
        {
            await StoreWithRetryAsync(messages);
        }
        catch (Exception exception) when (messages is [var rejected] && exception is not ResultNotStoredException)
        {
            _logger.LogError(exception, "A {Message} cannot be stored", rejected.GetType().Name);
            if (JobToEnd(rejected) is { } id)
            {
                await StoreWithRetryAsync([new ClassifyFailed(
                    id, ErrorCodes.InternalError, "The result could not be stored.", Worker: null, _time.GetUtcNow())]);
            }
            throw new InvalidMessageException("it cannot be stored", exception);
        }
    }

    private static Guid? JobToEnd(object message) => message switch
    {
        ClassifyCompleted completed => completed.JobId,
        ClassifyFailed failed => failed.JobId,
        _ => null,
    };

    private async Task StoreWithRetryAsync(IReadOnlyList<object> messages)
    {
        var begun = _time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                _events.Changed(await _results.StoreAsync(WorkerReports.Of(messages), CancellationToken.None));
                _lastError = null;
                return;
            }
            catch (Exception exception) when (DatabaseErrors.IsOutage(exception))
            {
                _lastError = exception;
                if (_stopping.IsCancellationRequested || (!_embedded && _time.GetElapsedTime(begun) > RetryTimeout))
                {
                    _logger.LogWarning("Returned {Count} results to the queue because they could not be stored: {Reason}", messages.Count, exception.Message);
                    throw new ResultNotStoredException(exception);
                }
                _logger.LogWarning("Could not store {Count} results, retrying: {Reason}", messages.Count, exception.Message);
            }
            await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>A report could not be stored in time. Its message has to return to the queue.</summary>
/// <param name="inner">Error of the last attempt.</param>
public sealed class ResultNotStoredException(Exception inner) : Exception("The database did not accept the results in time.", inner);
