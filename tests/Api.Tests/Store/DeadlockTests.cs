using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GenreQueue.Api.Tests.Store;

/// <summary>Instances that change the same rows at the same time wait for each other, but never deadlock.</summary>
public sealed class DeadlockTests(Apis apis)
{
    private const int Rounds = 40;
    private static readonly WorkerReference Worker = new("worker/1", "1.0");
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_about_the_same_jobs_lock_them_in_one_order()
    {
        await using var api = await apis.NewAsync(Database.Postgres);
        var services = api.Services;
        var deadlocks = new DeadlockCounter();
        var database = new JobDatabase(services.GetRequiredService<IDbContextFactory<PostgresJobDbContext>>().CreateDbContext, isSqlite: false, deadlocks);
        var (changes, uploads) = (services.GetRequiredService<JobChanges>(), services.GetRequiredService<IUploadRetention>());
        var results = new JobResults(database, changes, uploads, TimeProvider.System);
        var outbox = new JobOutbox(database, changes, TimeProvider.System);
        var store = new JobStore(database, changes, uploads, TimeProvider.System);
        for (var round = 0; round < Rounds; round++)
        {
            var batch = Guid.CreateVersion7();
            var jobs = await InsertAsync(services, batch);
            var (low, high) = (jobs[..20], jobs[20..]);
            await Task.WhenAll(
                results.StoreAsync(WorkerReports.Of([.. low.Select(Started), .. high.Select(Failed)]), Cancellation),
                results.StoreAsync(WorkerReports.Of([.. high.Select(Started), .. low.Select(Completed)]), Cancellation),
                outbox.MarkPublishedAsync([.. Enumerable.Reverse(jobs)], Cancellation),
                outbox.PostponeAsync(jobs, _ => DateTimeOffset.UtcNow.AddHours(1), Cancellation),
                outbox.ClaimAsync(Priority.Bulk, 40, Cancellation),
                outbox.ClaimAsync(Priority.Bulk, 40, Cancellation),
                store.CancelBatchAsync(batch, Cancellation));
        }

        Assert.Equal(0, deadlocks.Count);
    }

    private static object Started(Job job) => new ClassifyStarted(job.Id, Worker, DateTimeOffset.UtcNow);

    private static object Failed(Job job) => new ClassifyFailed(job.Id, ErrorCodes.Silent, "Silent.", Worker, DateTimeOffset.UtcNow);

    private static object Completed(Job job) => new ClassifyCompleted(job.Id, SampleResult.Of("rock"), Worker, DateTimeOffset.UtcNow);

    private static async Task<Job[]> InsertAsync(IServiceProvider services, Guid batch)
    {
        var jobs = Enumerable.Range(0, 40).Select(_ => new Job
        {
            FileName = "a.mp3",
            Size = 1,
            Sha256 = Guid.NewGuid().ToString("N"),
            UploadKey = Guid.NewGuid().ToString("N"),
            UploadHeld = true,
            BatchId = batch,
            Priority = Priority.Bulk,
            Model = "gtzan-10",
            CreatedAt = DateTimeOffset.UtcNow,
            NextPublishAt = DateTimeOffset.UtcNow.AddMinutes(-1),
        }).ToArray();
        await services.GetRequiredService<JobInserter>().InsertAsync(jobs, null, Cancellation);
        return jobs;
    }

    /// <summary>Counts the deadlocks that the database reported to transactions, which repeat themselves.</summary>
    private sealed class DeadlockCounter : ILogger<JobDatabase>
    {
        private int _count;

        public int Count => _count;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if ((exception as PostgresException ?? exception?.InnerException) is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected })
                Interlocked.Increment(ref _count);
        }
    }
}
