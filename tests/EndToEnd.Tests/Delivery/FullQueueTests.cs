using System.Diagnostics;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>A queue at its maximum length rejects publishes; its jobs wait in the job table.</summary>
public sealed class FullQueueTests(TestServers servers, ITestOutputHelper output)
{
    private const int MaxLength = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // Far below the publish timeout: a rejected publish is retried until then.
    private static readonly TimeSpan DelayLimit = TimeSpan.FromSeconds(15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_full_bulk_queue_does_not_delay_interactive_jobs()
    {
        var rabbit = await servers.RabbitMqAsync();
        Assert.SkipUnless(rabbit.IsOwn, "An external broker cannot be configured.");
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        deployment["Bus:PublishTimeoutSeconds"] = "60";
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        var virtualHost = Uri.UnescapeDataString(deployment.Broker.AbsolutePath[1..]);
        await rabbit.ControlAsync(
            ["set_policy", "-p", virtualHost, "full", $"^{Queues.ClassifyBulk}$", $$"""{"max-length":{{MaxLength}}}""", "--apply-to", "queues"], Token);
        await using var queue = await TestQueue.OpenAsync(deployment, Token);

        var jobs = new List<JobResponse>();
        for (var seed = 0; seed < 20; seed++) jobs.Add(await api.PostAsync(TestFile.Song(seed), Priority.Bulk, Token));
        await Until.TrueAsync(async () => await queue.CountAsync(Queues.ClassifyBulk, Token) >= MaxLength);
        for (var count = 1u; count <= 5; count++)
        {
            jobs.Add(await api.PostAsync(TestFile.Song(100 + (int)count), Priority.Bulk, Token));
            jobs.Add(await api.PostAsync(TestFile.Song(200 + (int)count), Priority.Interactive, Token));
            var clock = Stopwatch.StartNew();
            await Until.TrueAsync(async () => await queue.CountAsync(Queues.Classify, Token) == count, DelayLimit);
            output.WriteLine($"Interactive job {count} was published within {clock.ElapsedMilliseconds} ms.");
        }

        // A quorum queue may exceed its maximum by the publishes in flight, but it must have rejected the others.
        Assert.InRange((await queue.CountAsync(Queues.ClassifyBulk, Token))!.Value, (uint)MaxLength, 15u);
        await rabbit.ControlAsync(["clear_policy", "-p", virtualHost, "full"], Token);
        deployment.StartWorker();
        foreach (var job in jobs) Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
    }
}
