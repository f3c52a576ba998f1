using System.Diagnostics;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Bus;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>
/// The broker drops the consumer of a worker that is busy. The worker has to consume again, or to exit so that its supervisor
/// restarts it, long before its running job ends.
/// </summary>
public sealed class DroppedConsumerTests(TestServers servers, ITestOutputHelper output)
{
    private const int WatchdogSeconds = 10;

    // The watchdog limit, and time for reconnecting and publishing; the running job takes its time limit of 120 s.
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(WatchdogSeconds + 40);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_busy_worker_whose_connection_is_closed_consumes_again_or_exits()
    {
        var rabbit = await servers.RabbitMqAsync();
        Assert.SkipUnless(rabbit.IsOwn, "The connections of an external broker cannot be closed.");
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var (api, worker, _) = await StartBusyWorkerAsync(deployment);

        var virtualHost = Uri.UnescapeDataString(deployment.Broker.AbsolutePath[1..]);
        await rabbit.ControlAsync(["close_all_connections", "--vhost", virtualHost, "closed by a test"], Token);

        await AssertRecoversOrExitsAsync(api, worker);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_busy_worker_whose_consumer_times_out_consumes_again_or_exits()
    {
        var rabbit = await servers.RabbitMqAsync();
        Assert.SkipUnless(rabbit.IsOwn, "The timeouts of an external broker cannot be changed.");
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        await SetConsumerTimeoutAsync(rabbit, timeout: TimeSpan.FromSeconds(10), checkInterval: TimeSpan.FromSeconds(2));
        try
        {
            var (api, worker, job) = await StartBusyWorkerAsync(deployment);

            // The broker has taken the message back once it is ready again, or was delivered a second time.
            await using var queue = await TestQueue.OpenAsync(deployment, Token);
            await Until.TrueAsync(async () => await queue.CountAsync(Queues.Classify, Token) > 0 || (await api.GetAsync(job, Token)).Attempts > 1);

            await AssertRecoversOrExitsAsync(api, worker);
        }
        finally
        {
            await SetConsumerTimeoutAsync(rabbit, timeout: TimeSpan.FromMinutes(30), checkInterval: TimeSpan.FromMinutes(1));
        }
    }

    private static Task<string> SetConsumerTimeoutAsync(RabbitMqServer rabbit, TimeSpan timeout, TimeSpan checkInterval) => rabbit.ControlAsync(
        ["eval", $"application:set_env(rabbit, consumer_timeout, {timeout.TotalMilliseconds}), application:set_env(rabbit, channel_tick_interval, {checkInterval.TotalMilliseconds})."]);

    private static async Task<(ApiProgram Api, ServerProcess Worker, Guid Job)> StartBusyWorkerAsync(Deployment deployment)
    {
        deployment["Bus:WatchdogSeconds"] = $"{WatchdogSeconds}";
        var api = await deployment.StartApiAsync(Token);
        var worker = deployment.StartWorker("worker", DecoderScript.Hangs);
        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        await api.WaitAsync(job.Id, j => j.State == JobState.Running, Limit, Token);
        return (api, worker, job.Id);
    }

    private async Task AssertRecoversOrExitsAsync(ApiProgram api, ServerProcess worker)
    {
        var clock = Stopwatch.StartNew();
        var job = await api.PostAsync(TestFile.Song(2), Priority.Interactive, Token);
        while (!worker.HasExited && (await api.GetAsync(job.Id, Token)).State == JobState.Queued)
        {
            Assert.True(clock.Elapsed < RecoveryLimit, $"The worker neither consumes nor exits:\n{worker.Output}");
            await Task.Delay(100, Token);
        }
        if (worker.HasExited) Assert.Equal(BusWatchdog.ExitCode, await worker.WaitForExitAsync(Limit, Token));
        output.WriteLine($"The worker {(worker.HasExited ? "exited" : "consumed again")} after {clock.Elapsed.TotalSeconds:0.0} s.");
    }
}
