using System.Net.Http.Json;
using GenreQueue.Api.Ops;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Classification;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Bus;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>A message that can never be handled stops nothing, is kept, and ends the job that it names.</summary>
public sealed class InvalidMessageTests(TestServers servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly WorkerReference Worker = new("worker/1", "1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Invalid_reports_end_their_jobs_and_delay_no_others()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        var named = await api.PostAsync(TestFile.Song(1), Priority.Bulk, Token);
        await using var bus = await TestBus.StartAsync(deployment, Token);
        await using var queue = await TestQueue.OpenAsync(deployment, Token);

        await bus.SendAsync(BusTopology.Results, new ClassifyCompleted(named.Id, null!, Worker, DateTimeOffset.UtcNow), Token);
        await bus.SendAsync(BusTopology.Results, new ClassifyCompleted(Guid.NewGuid(), null!, null!, default), Token);
        await bus.SendAsync(BusTopology.Results, new ClassifyStarted(Guid.Empty, null!, default), Token);
        await bus.SendAsync(BusTopology.Results, new ClassifyFailed(Guid.NewGuid(), new string('c', 10_000), null!, null, default), Token);
        await bus.SendAsync(BusTopology.Dead, new ClassifyRequested(Guid.Empty, null!, null!, default, default), Token);
        await bus.SendAsync(Queues.Classify, new ClassifyRequested(Guid.Empty, null!, null!, default, default), Token);
        deployment.StartWorker();
        var other = await api.PostAsync(TestFile.Song(2), Priority.Interactive, Token);

        var failed = await api.WaitForEndAsync(named.Id, Limit, Token);
        Assert.Equal((JobState.Failed, ErrorCodes.InternalError), (failed.State, failed.Error?.Code));
        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(other.Id, Limit, Token)).State);
        await Until.TrueAsync(async () => await queue.CountAsync($"{BusTopology.Results}_error", Token) == 4, Limit);
        await Until.TrueAsync(async () => await queue.CountAsync($"{BusTopology.Dead}_error", Token) == 2, Limit);
        Assert.True(await api.AnswersAsync("/health/ready", Token));
        await AssertCountedAndEmptiedAsync(deployment, api);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_report_that_many_processes_received_and_did_not_acknowledge_still_ends_its_job()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        await using var queue = await TestQueue.OpenAsync(deployment, Token);
        await Until.TrueAsync(async () => await queue.CountAsync(Queues.Classify, Token) == 1, Limit);
        api.Process.Send(Signal.Kill);
        await api.Process.WaitForExitAsync(Limit, Token);
        await using (var bus = await TestBus.StartAsync(deployment, Token))
            await bus.SendAsync(BusTopology.Results, new ClassifyCompleted(job.Id, SampleResult.Of("rock"), Worker, DateTimeOffset.UtcNow), Token);

        for (var delivery = 0; delivery <= BusTopology.StoringDeliveryLimit; delivery++)
            await Until.TrueAsync(() => queue.ReceiveAndDropAsync(BusTopology.Results, Token), Limit);
        await Until.TrueAsync(async () => await queue.CountAsync(BusTopology.DeadResults, Token) == 1, Limit);
        await api.StartAsync(Token);

        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
        Assert.Equal(0u, await queue.CountAsync(BusTopology.Junk, Token));
    }

    private static async Task AssertCountedAndEmptiedAsync(Deployment deployment, ApiProgram api)
    {
        Task<OpsResponse?> ReadAsync() => api.Client.GetFromJsonAsync<OpsResponse>("/api/v1/ops", Token);
        JunkCount[] expected = [new($"{BusTopology.Results}_error", 4), new($"{BusTopology.Dead}_error", 2)];
        await Until.TrueAsync(async () => (await ReadAsync())!.Junk?.SequenceEqual(expected) == true, Limit);

        var (exitCode, output) = await deployment.RunApiAsync([EmptyJunkCommand.Name], Token);

        Assert.Equal(0, exitCode);
        Assert.Contains($"{BusTopology.Results}_error: 4 deleted", output, StringComparison.Ordinal);
        Assert.Contains("6 messages deleted", output, StringComparison.Ordinal);
        await Until.TrueAsync(async () => (await ReadAsync())!.Junk is [], Limit);
    }
}
