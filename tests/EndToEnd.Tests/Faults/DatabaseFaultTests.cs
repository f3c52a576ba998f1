using GenreQueue.EndToEnd.Tests.Faults.Kinds;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>A database server that is restarted, killed, suspended, or away.</summary>
public sealed class DatabaseFaultTests(TestServers servers, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_database_that_restarts_crashes_hangs_and_is_away_under_load_loses_no_job_and_no_process_has_to_be_restarted()
    {
        await using var installation = await Installation.DistributedAsync(servers, apis: 2, workers: 2, Token);
        (Fault Fault, int Seconds)[] faults =
        [
            (new DatabaseStopped(installation.Postgres), 0),
            (new DatabaseKilled(installation.Postgres), 1),
            (new DatabaseHung(installation.Postgres), 6),
            (new DatabaseStopped(installation.Postgres), 10),
        ];
        await using (Load.Start(installation))
        {
            foreach (var (fault, seconds) in faults)
            {
                await fault.OccurAsync(TimeSpan.FromSeconds(seconds), Token);
                output.WriteLine($"{fault.Name}: the next job ended {(await Recovery.WaitAsync(installation, Token)).TotalSeconds:0.0} s later.");
            }
        }

        var report = await installation.SettleAsync(Limit, Token);

        output.WriteLine($"{report}");
        Assert.True(report.Refused > 0, "No upload met the fault.");
        Assert.Equal(0, installation.Workers.Concat(installation.ApiSupervisors).Sum(process => process.Exits));
        report.AssertClean(installation.Deployment.Describe);
    }
}
