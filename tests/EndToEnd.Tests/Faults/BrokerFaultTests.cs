using GenreQueue.Api.Store;
using GenreQueue.EndToEnd.Tests.Faults.Kinds;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>A broker that is restarted, killed, suspended, blocked by an alarm, or away.</summary>
public sealed class BrokerFaultTests(TestServers servers, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_broker_that_crashes_blocks_and_hangs_under_load_loses_no_job_and_no_process_has_to_be_restarted()
    {
        await using var installation = await Installation.DistributedAsync(servers, apis: 2, workers: 2, Token);
        (Fault Fault, int Seconds)[] faults =
        [
            (new BrokerKilled(installation.Rabbit), 1),
            (new BrokerMemoryAlarm(installation.Rabbit), 6),
            (new BrokerHung(installation.Rabbit), 10),
        ];
        await using (Load.Start(installation, clients: 2))
        {
            foreach (var (fault, seconds) in faults)
            {
                await fault.OccurAsync(TimeSpan.FromSeconds(seconds), Token);
                output.WriteLine($"{fault.Name}: the next job ended {(await Recovery.WaitAsync(installation, Token)).TotalSeconds:0.0} s later.");
            }
        }

        var report = await installation.SettleAsync(Limit, Token);

        output.WriteLine($"{report}");
        Assert.Equal(0, installation.Ledger.Refused);
        Assert.Equal(0, installation.Workers.Concat(installation.ApiSupervisors).Sum(process => process.Exits));
        report.AssertClean(installation.Deployment.Describe);
    }

    [Fact(Timeout = 300_000)]
    public async Task Uploads_are_accepted_while_the_broker_is_down_up_to_a_limit_and_refused_above_it()
    {
        const int limit = 30;
        await using var installation = await Installation.DistributedAsync(
            servers, apis: 1, workers: 1, Token, configure: deployment => deployment["Api:MaxQueuedJobs"] = $"{limit}");
        var learned = installation.Ledger.Accepted;
        var fault = new BrokerStopped(installation.Rabbit);
        await fault.InjectAsync(Token);
        try
        {
            await Load.BurstAsync(installation, limit / 2, Priority.Interactive, Token);
            Assert.Equal(limit / 2, installation.Ledger.Accepted - learned);

            // The number of queued jobs is counted once a second, so a burst may exceed the limit.
            await Load.BurstAsync(installation, limit, Priority.Bulk, Token);
            await Task.Delay(TimeSpan.FromSeconds(2), Token);
            await Load.BurstAsync(installation, limit, Priority.Interactive, Token);
            Assert.InRange(installation.Ledger.Refused, limit / 2, limit * 2);
            await Until.TrueAsync(async () => !await installation.Apis[0].AnswersAsync("/health/ready", Token));
            await Task.Delay(TimeSpan.FromSeconds(5), Token);
        }
        finally
        {
            await fault.HealAsync(CancellationToken.None);
        }

        await Recovery.WaitAsync(installation, Token);
        var report = await installation.SettleAsync(Limit, Token);
        output.WriteLine($"{report}");
        report.AssertClean(installation.Deployment.Describe);
    }
}
