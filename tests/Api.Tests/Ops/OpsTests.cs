using System.Net.Http.Json;
using GenreQueue.Api.Ops;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Ops;

/// <summary>The operator's figures, on a service that no other test uses.</summary>
public sealed class OpsTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Figures_reflect_queued_running_and_ended_jobs(Database database)
    {
        await using var api = await apis.NewAsync(database, ("Worker:Slots", "1"));
        using var client = api.CreateClient();
        await client.SubmitAndEndAsync(TestTrack.Of("blues"));
        var failed = await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Corrupt));
        var running = await client.SubmitAsync(TestTrack.Held("ops"));
        await Until.TrueAsync(async () => (await client.GetJobAsync(running.Id)).State == JobState.Running);
        var waiting = await client.SubmitAsync(TestTrack.Of("rock"));
        await client.SubmitAsync(TestTrack.Of("pop"), "?priority=bulk");

        OpsResponse? ops = null;
        await Until.TrueAsync(async () => (ops = await ReadAsync(client)).Queues.Sum(q => q.Waiting) == 2);
        Assert.NotNull(ops);
        Assert.Equal([new QueueDepth("classify", 1, 1), new QueueDepth("classify-bulk", 1, 0), new QueueDepth("classify-alone", 0, 0)], ops.Queues);
        Assert.Equal(waiting.Id, ops.Oldest?.Id);
        Assert.Equal(2, ops.EndedLastMinute);
        Assert.Equal(60, ops.EndedPerMinute.Count);
        Assert.Equal(2, ops.EndedPerMinute.Sum());
        Assert.Equal(1, ops.FailedLastDay);
        var worker = Assert.Single(ops.Workers);
        Assert.Equal(failed.Worker, new WorkerReference(worker.Name, worker.Version));
        Assert.Equal((1, 2, 2), (worker.Running, worker.EndedLastMinute, worker.EndedLastFiveMinutes));

        api.Tracks.Release("ops");
        // The figures come from several queries, so those of one response may differ by a moment.
        await Until.TrueAsync(async () => await ReadAsync(client) is { EndedLastMinute: 5, Oldest: null });
    }

    private static async Task<OpsResponse> ReadAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<OpsResponse>("/api/v1/ops", Cancellation))!;
}
