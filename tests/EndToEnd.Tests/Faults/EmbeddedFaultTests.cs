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

    [Fact(Timeout = 300_000)]
    public async Task Clients_that_disconnect_in_the_middle_of_an_upload_leave_no_job_and_no_file()
    {
        await using var installation = await Installation.EmbeddedAsync(Token);
        var jobs = (await installation.ReadJobsAsync(Token)).Count;

        var aborted = new UploadsAborted(installation, installation.Apis[0]);
        await aborted.InjectAsync(Token);
        await Until.TrueAsync(() => Directory.EnumerateFiles(installation.Deployment.Uploads).Any());
        await aborted.HealAsync(Token);

        await Until.TrueAsync(() => !Directory.EnumerateFiles(installation.Deployment.Uploads).Any());
        Assert.Equal(jobs, (await installation.ReadJobsAsync(Token)).Count);
        Assert.Equal(0, installation.ApiSupervisors[0].Exits);
    }
}
