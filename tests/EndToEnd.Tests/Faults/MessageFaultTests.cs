using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Faults.Kinds;
using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Messages that arrive several times, too early, too late, or for no job.</summary>
public sealed class MessageFaultTests(TestServers servers, ITestOutputHelper output)
{
    private const int Copies = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Repeated_early_late_and_forged_messages_change_no_end()
    {
        await using var installation = await Installation.DistributedAsync(servers, apis: 1, workers: 1, Token);
        await using var forger = await MessageForger.StartAsync(installation.Deployment, Token);
        var learned = (await installation.ReadJobsAsync(Token)).Where(job => job.State == JobState.Succeeded).ToList();
        var result = learned[0].Result!;

        // The results of these jobs arrive before any worker has started them.
        var hung = new ProcessHung(installation.Workers[0]);
        await hung.InjectAsync(Token);
        var early = await PostAsync(installation, 10);
        foreach (var id in early)
        {
            var name = (await installation.Apis[0].GetAsync(id, Token)).FileName;
            await forger.CompleteAsync(id, learned.First(job => job.FileName == name).Result!, Token);
        }
        foreach (var id in early) await installation.Apis[0].WaitForEndAsync(id, Limit, Token);
        await forger.RequestAgainAsync(early, Copies, Token);
        await hung.HealAsync(Token);

        var repeated = await PostAsync(installation, 20);
        await forger.RequestAgainAsync(repeated, Copies, Token);
        foreach (var id in repeated) await installation.Apis[0].WaitForEndAsync(id, Limit, Token);
        var before = await installation.ReadJobsAsync(Token);
        await forger.RequestAgainAsync(repeated, Copies, Token);
        foreach (var job in before) await forger.ContradictAsync(job.Id, result, Token);
        for (var n = 0; n < 10; n++) await forger.ContradictAsync(Guid.NewGuid(), result, Token);

        var report = await installation.SettleAsync(Limit, Token);
        output.WriteLine($"{report}");
        report.AssertClean(installation.Deployment.Describe);
        Assert.Equal(Ends(before), Ends(await installation.ReadJobsAsync(Token)));
    }

    [Fact(Timeout = 300_000)]
    public async Task Messages_that_no_program_can_read_are_set_aside_and_affect_no_job()
    {
        await using var installation = await Installation.DistributedAsync(servers, apis: 1, workers: 1, Token);
        await using (Load.Start(installation))
        {
            await new JunkSent(installation).InjectAsync(Token);
            await Recovery.WaitAsync(installation, Token);
        }

        var report = await installation.SettleAsync(Limit, Token, JunkSent.SetAside);

        output.WriteLine($"{report}");
        Assert.Equal(0, installation.Workers.Concat(installation.ApiSupervisors).Sum(process => process.Exits));
        report.AssertClean(installation.Deployment.Describe);
    }

    private static async Task<IReadOnlyList<Guid>> PostAsync(Installation installation, int count)
    {
        var jobs = new List<Guid>();
        for (var n = 0; n < count; n++)
        {
            var id = await installation.Ledger.PostAsync(installation.Apis[0], installation.Songs.NextShort(), Priority.Interactive, Token);
            Assert.NotNull(id);
            jobs.Add(id.Value);
        }
        return jobs;
    }

    private static IEnumerable<(Guid, long, DateTimeOffset?, JobState)> Ends(IEnumerable<JobResponse> jobs) =>
        jobs.OrderBy(job => job.Id).Select(job => (job.Id, job.Sequence, job.FinishedAt, job.State));
}
