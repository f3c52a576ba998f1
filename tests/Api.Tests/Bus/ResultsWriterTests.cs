using GenreQueue.Api.Bus;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Api.Tests.Bus;

/// <summary>How reports are handled when the service stops or the database is unavailable.</summary>
public sealed class ResultsWriterTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiting_reports_are_stored_before_it_stops()
    {
        var services = (await apis.GetAsync(Database.Sqlite)).Services;
        var job = NewJob();
        await services.GetRequiredService<JobInserter>().InsertAsync([job], null, Cancellation);

        var writer = WriterOn(services, services.GetRequiredService<JobDatabase>());
        var stored = writer.StoreAsync(new ClassifyFailed(job.Id, ErrorCodes.Silent, "Silent.", null, DateTimeOffset.UtcNow), Cancellation);
        await writer.DisposeAsync();
        await stored;
        Assert.Equal(JobState.Failed, (await services.GetRequiredService<JobStore>().FindAsync(job.Id, Cancellation))?.State);
    }

    [Fact]
    public async Task Reports_return_to_the_queue_if_it_stops_without_a_database()
    {
        var services = (await apis.GetAsync(Database.Sqlite)).Services;
        var unavailable = new JobDatabase(() => throw new IOException("unavailable"), isSqlite: true, NullLogger<JobDatabase>.Instance);
        var writer = WriterOn(services, unavailable);
        var stored = writer.StoreAsync(new ClassifyStarted(Guid.NewGuid(), new WorkerReference("w", "1"), DateTimeOffset.UtcNow), Cancellation);
        await Until.TrueAsync(async () => (await writer.CheckHealthAsync(null!, Cancellation)).Status == HealthStatus.Unhealthy);
        Assert.False(stored.IsCompleted);
        await writer.DisposeAsync();
        await Assert.ThrowsAsync<ResultNotStoredException>(() => stored);
    }

    [Fact]
    public async Task Reports_return_to_the_broker_when_the_database_has_been_unavailable_for_ten_minutes()
    {
        var services = (await apis.GetAsync(Database.Sqlite)).Services;
        var attempts = 0;
        var unavailable = new JobDatabase(() =>
        {
            Interlocked.Increment(ref attempts);
            throw new IOException("unavailable");
        }, isSqlite: false, NullLogger<JobDatabase>.Instance);
        var time = new FakeTimeProvider();
        await using var writer = WriterOn(services, unavailable, time, BusTransport.RabbitMq);
        var begun = time.GetTimestamp();
        var stored = writer.StoreAsync(new ClassifyStarted(Guid.NewGuid(), new WorkerReference("w", "1"), DateTimeOffset.UtcNow), Cancellation);
        await Until.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return stored.IsCompleted;
        });
        await Assert.ThrowsAsync<ResultNotStoredException>(() => stored);
        Assert.True(time.GetElapsedTime(begun) >= TimeSpan.FromMinutes(10), $"{time.GetElapsedTime(begun)}");
        Assert.True(attempts > 10, $"{attempts}");
    }

    [Fact]
    public async Task After_a_long_outage_of_the_database_a_copy_of_the_message_returns_to_the_queue()
    {
        var services = (await apis.GetAsync(Database.Sqlite)).Services;
        var job = NewJob();
        await services.GetRequiredService<JobInserter>().InsertAsync([job], null, Cancellation);
        var (available, deliveries, time) = (false, 0, new FakeTimeProvider());
        var database = new JobDatabase(
            () => available ? services.GetRequiredService<JobDatabase>().Open() : throw new IOException("unavailable"), isSqlite: true, NullLogger<JobDatabase>.Instance);
        await using var writer = WriterOn(services, database, time, BusTransport.RabbitMq);
        var storing = new StoringServices(writer, Options.Create(new BusOptions()), TimeProvider.System, NullLogger<StoringConsumer>.Instance);
        var bus = MassTransit.Bus.Factory.CreateUsingInMemory(x => x.ReceiveEndpoint(BusTopology.Results, endpoint => endpoint.Consumer(() =>
        {
            Interlocked.Increment(ref deliveries);
            return new ResultsConsumer(storing);
        })));
        await bus.StartAsync(Cancellation);

        var endpoint = await bus.GetSendEndpoint(BusTopology.AddressOf(BusTopology.Results));
        await endpoint.Send(new ClassifyFailed(job.Id, ErrorCodes.Silent, "Silent.", null, DateTimeOffset.UtcNow), Cancellation);
        await AdvanceUntilAsync(() => ValueTask.FromResult(deliveries == 2));
        available = true;
        await AdvanceUntilAsync(async () => (await services.GetRequiredService<JobStore>().FindAsync(job.Id, Cancellation))?.State == JobState.Failed);
        await bus.StopAsync(Cancellation);
        Assert.Equal(2, deliveries);

        Task AdvanceUntilAsync(Func<ValueTask<bool>> condition) => Until.TrueAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return await condition();
        });
    }

    [Theory, OnBothDatabases]
    public async Task A_report_that_cannot_be_stored_fails_alone_and_ends_its_job(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var jobs = new[] { NewJob(), NewJob(), NewJob() };
        await services.GetRequiredService<JobInserter>().InsertAsync(jobs, null, Cancellation);
        await using var writer = WriterOn(services, services.GetRequiredService<JobDatabase>(), transport: BusTransport.RabbitMq);
        var worker = new WorkerReference("w", "1");

        // Without a result it is no fault of the database; PostgreSQL rejects NUL, which SQLite stores.
        var invalid = writer.StoreAsync(new ClassifyCompleted(jobs[0].Id, null!, worker, DateTimeOffset.UtcNow), Cancellation);
        var rejected = writer.StoreAsync(new ClassifyFailed(jobs[1].Id, ErrorCodes.Silent, "\0", worker, DateTimeOffset.UtcNow), Cancellation);
        var valid = writer.StoreAsync(new ClassifyFailed(jobs[2].Id, ErrorCodes.Silent, "Silent.", worker, DateTimeOffset.UtcNow), Cancellation);

        await Assert.ThrowsAsync<InvalidMessageException>(() => invalid);
        if (database == Database.Postgres) await Assert.ThrowsAsync<InvalidMessageException>(() => rejected);
        else await rejected;
        await valid;
        var codes = new List<string?>();
        foreach (var job in jobs) codes.Add((await services.GetRequiredService<JobStore>().FindAsync(job.Id, Cancellation))?.ErrorCode);
        Assert.Equal([ErrorCodes.InternalError, database == Database.Postgres ? ErrorCodes.InternalError : ErrorCodes.Silent, ErrorCodes.Silent], codes);
    }

    private static Job NewJob() => new()
    {
        FileName = "a.mp3",
        Size = 1,
        Sha256 = "",
        Model = "gtzan-10",
        CreatedAt = DateTimeOffset.UtcNow,
        NextPublishAt = DateTimeOffset.UtcNow.AddHours(1),
    };

    private static ResultsWriter WriterOn(
        IServiceProvider services, JobDatabase database, TimeProvider? time = null, BusTransport transport = BusTransport.Memory) => new(
        new JobResults(database, services.GetRequiredService<JobChanges>(), services.GetRequiredService<IUploadRetention>(), TimeProvider.System),
        services.GetRequiredService<JobEvents>(), Options.Create(new BusOptions { Transport = transport }), time ?? TimeProvider.System,
        NullLogger<ResultsWriter>.Instance);
}
