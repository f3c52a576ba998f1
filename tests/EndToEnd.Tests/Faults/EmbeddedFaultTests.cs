using GenreQueue.Api.Store;
using GenreQueue.EndToEnd.Tests.Faults.Kinds;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>A single process with everything inside that is killed and stopped while it works.</summary>
public sealed class EmbeddedFaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_process_that_is_killed_and_stopped_again_and_again_under_load_loses_no_job()
    {
        const int rounds = 2;
        await using var installation = await Installation.EmbeddedAsync(Token);
        var random = new Random(1);
        await using (Load.Start(installation))
        {
            for (var round = 0; round < rounds; round++)
            {
                foreach (Fault fault in (Fault[])[new ProcessKilled(installation.ApiSupervisors[0]), new ProcessStopped(installation.ApiSupervisors[0])])
                {
                    await Load.BurstAsync(installation, 40, Priority.Bulk, Token);
                    await Task.Delay(random.Next(0, 500), Token);
                    await fault.OccurAsync(TimeSpan.Zero, Token);
                    await Recovery.WaitAsync(installation, Token);
                }
            }
        }

        var report = await installation.SettleAsync(Limit, Token);

        output.WriteLine($"{report}");
        report.AssertClean(installation.Deployment.Describe);
    }
}
