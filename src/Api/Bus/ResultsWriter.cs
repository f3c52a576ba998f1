using System.Threading.Channels;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GenreQueue.Api.Bus;

/// <summary>Gathers what comes while the last write runs and stores it in one go: the busier, the larger the batches.</summary>
public sealed class ResultsWriter : IHealthCheck, IAsyncDisposable
{
    /// <summary>Messages that may wait here, not acknowledged; also what an instance fetches from the broker.</summary>
    public const int Capacity = 500;

    /// <summary>How long a broker's messages are held when the database is away; far below its consumer timeout of 30 minutes.</summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly JobResults _results;
    private readonly JobEvents _events;
    private readonly bool _embedded;
    private readonly TimeProvider _time;
    private readonly ILogger<ResultsWriter> _log;
    private readonly Channel<Entry> _entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _loop;
    private volatile Exception? _trouble;

    public ResultsWriter(
        JobResults results, JobEvents events, IOptions<BusOptions> options, TimeProvider time, ILogger<ResultsWriter> logger)
    {
        _results = results;
        _events = events;
        _embedded = options.Value.Transport == BusTransport.Memory;
        _time = time;
        _log = logger;

        // Not a hosted service: it has to outlive the bus, whose consumers wait for it while they are drained.
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Returns once the message is stored, or was found to change nothing.</summary>
    /// <exception cref="ResultNotStoredException">The service stops, or the database is away for too long.</exception>
    public async Task StoreAsync(object message, CancellationToken cancellationToken)
    {
        var entry = new Entry(message);
        try
        {
            await _entries.Writer.WriteAsync(entry, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new ResultNotStoredException(closed);
        }
        await entry.Stored.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_trouble is { } error
            ? HealthCheckResult.Unhealthy("Results wait for the database.", error)
            : HealthCheckResult.Healthy("Results are stored as they come."));

    /// <summary>Stores what was handed in, unless the database is away, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _closing.CancelAsync();
        await _loop;
        _closing.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<Entry>(Capacity);
        while (await _entries.Reader.WaitToReadAsync())
        {
            while (batch.Count < Capacity && _entries.Reader.TryRead(out var entry)) batch.Add(entry);
            await StoreWithPatienceAsync(batch);
            batch.Clear();
        }
    }

    private async Task StoreWithPatienceAsync(IReadOnlyList<Entry> batch)
    {
        var begun = _time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await StoreBatchAsync(batch);
                _trouble = null;
                foreach (var entry in batch) entry.Stored.TrySetResult();
                return;
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                // One message that the database refuses must not hold up its neighbours.
                if (batch.Count > 1) foreach (var entry in batch) await StoreWithPatienceAsync([entry]);
                else await RefuseAsync(batch[0], exception);
                return;
            }
            catch (Exception exception)
            {
                _trouble = exception;
                if (_closing.IsCancellationRequested || (!_embedded && _time.GetElapsedTime(begun) > RetryTimeout))
                {
                    _log.LogWarning("Gave {Count} results back, as they cannot be stored: {Reason}", batch.Count, exception.Message);
                    foreach (var entry in batch) entry.Stored.TrySetException(new ResultNotStoredException(exception));
                    return;
                }
                _log.LogWarning("Cannot store {Count} results, trying again: {Reason}", batch.Count, exception.Message);
            }
            await Task.Delay(pause, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StoreBatchAsync(IReadOnlyList<Entry> batch)
    {
        var reports = WorkerReports.Of(batch.Select(entry => entry.Message));
        _events.Changed(await _results.StoreAsync(reports, CancellationToken.None));
    }

    private async Task RefuseAsync(Entry entry, Exception error)
    {
        _log.LogError(error, "The database refused {Message}", entry.Message.GetType().Name);
        if (entry.Message is ClassifyCompleted completed)
        {
            var failed = new ClassifyFailed(
                completed.JobId, ErrorCodes.InternalError, "The answer could not be stored.", completed.Worker, _time.GetUtcNow());
            await StoreWithPatienceAsync([new Entry(failed)]);
        }
        entry.Stored.TrySetResult();
    }

    // Data that the database will never take (SQL state classes 22 and 23), as against a database that is away.
    private static bool IsRefusal(Exception error) => error switch
    {
        PostgresException postgres => postgres.SqlState.StartsWith("22", StringComparison.Ordinal) || postgres.SqlState.StartsWith("23", StringComparison.Ordinal),
        SqliteException sqlite => sqlite.SqliteErrorCode is 18 or 19 or 20,   // too big, constraint, mismatch
        _ => false,
    };

    private sealed record Entry(object Message)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A report could not be stored in time; its message has to go back to the queue.</summary>
/// <param name="inner">What the last attempt ended with.</param>
public sealed class ResultNotStoredException(Exception inner) : Exception("The database did not take the results in time.", inner);
