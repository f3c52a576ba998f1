using GenreQueue.Api.Bus;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Logging;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Tests.Bus;

/// <summary>What becomes of reports when the service stops.</summary>
public sealed class ResultsWriterTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reports_that_were_handed_in_are_stored_before_it_stops()
    {
        var services = (await apis.GetAsync(Database.Sqlite)).Services;
        var job = new Job
        {
            FileName = "a.mp3",
            Size = 1,
            Sha256 = "",
            Model = "gtzan-10",
            CreatedAt = DateTimeOffset.UtcNow,
            NextPublishAt = DateTimeOffset.UtcNow.AddHours(1),
        };
        await services.GetRequiredService<JobInserter>().InsertAsync([job], null, Cancellation);

        var writer = WriterOn(services, services.GetRequiredService<JobDatabase>());
        var stored = writer.StoreAsync(new ClassifyFailed(job.Id, ErrorCodes.Silent, "Silent.", null, DateTimeOffset.UtcNow), Cancellation);
        await writer.DisposeAsync();
        await stored;
        Assert.Equal(JobState.Failed, (await services.GetRequiredService<JobStore>().FindAsync(job.Id, Cancellation))?.State);
    }

    [Fact]
    public async Task Without_a_database_it_gives_its_reports_back_and_stops()
    {
        var services = (await apis.GetAsync(Database.Sqlite)).Services;
        var away = new JobDatabase(() => throw new IOException("away"), isSqlite: true, NullLogger<JobDatabase>.Instance);
        var writer = WriterOn(services, away);
        var stored = writer.StoreAsync(new ClassifyStarted(Guid.NewGuid(), new WorkerReference("w", "1"), DateTimeOffset.UtcNow), Cancellation);
        await Until.TrueAsync(async () => (await writer.CheckHealthAsync(null!, Cancellation)).Status == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
        Assert.False(stored.IsCompleted);
        await writer.DisposeAsync();
        await Assert.ThrowsAsync<ResultNotStoredException>(() => stored);
    }

    private static ResultsWriter WriterOn(IServiceProvider services, JobDatabase database) => new(
        new JobResults(database, services.GetRequiredService<UploadJanitor>(), services.GetRequiredService<IOptions<UploadOptions>>(), TimeProvider.System),
        services.GetRequiredService<JobEvents>(), services.GetRequiredService<IOptions<BusOptions>>(), TimeProvider.System,
        NullLogger<ResultsWriter>.Instance);
}
