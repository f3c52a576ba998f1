using GenreQueue.EndToEnd.Tests.Faults.Kinds;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Every part of an installation is restarted in turn, as for an update.</summary>
public sealed class RollingRestartTests(TestServers servers, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_rolling_restart_of_all_parts_under_load_loses_no_job_and_fails_none()
    {
        await using var installation = await Installation.DistributedAsync(servers, apis: 2, workers: 2, Token);
        await using (Load.Start(installation))
        {
            Fault[] restarts =
            [
                .. installation.Workers.Concat(installation.ApiSupervisors).Select(part => new ProcessStopped(part)),
                new DatabaseStopped(installation.Postgres),
                .. installation.ApiSupervisors.Concat(installation.Workers).Select(part => new ProcessStopped(part)),
                new BrokerStopped(installation.Rabbit),
            ];
            foreach (var restart in restarts)
            {
                await restart.OccurAsync(TimeSpan.Zero, Token);
                await installation.WaitUntilReadyAsync(Token);
            }
            await Recovery.WaitAsync(installation, Token);
        }

        var report = await installation.SettleAsync(Limit, Token);

        output.WriteLine($"{report}");
        Assert.All(installation.Workers.Concat(installation.ApiSupervisors), part => Assert.Equal(2, part.Exits));
        report.AssertClean(installation.Deployment.Describe);
    }
}
