using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Faults.Kinds;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Workers that are killed, suspended, or kept busy by a decoder that never answers.</summary>
public sealed class WorkerFaultTests(TestServers servers, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Workers_that_are_killed_again_and_again_under_load_lose_no_job()
    {
        const int kills = 10;
        await using var installation = await Installation.DistributedAsync(servers, apis: 1, workers: 2, Token);
        await using (Load.Start(installation))
        {
            var random = new Random(1);
            for (var kill = 0; kill < kills; kill++)
            {
                await new ProcessKilled(installation.Workers[kill % 2]).InjectAsync(Token);
                await Task.Delay(random.Next(500, 2_000), Token);
            }
        }

        var report = await installation.SettleAsync(Limit, Token);

        output.WriteLine($"{report}");
        Assert.Equal(kills, installation.Workers.Sum(worker => worker.Exits));
        report.AssertClean(installation.Deployment.Describe);
    }

    [Fact(Timeout = 300_000)]
    public async Task The_jobs_of_a_hung_worker_are_done_by_another_one_and_its_own_late_results_change_nothing()
    {
        await using var installation = await Installation.DistributedAsync(servers, apis: 1, workers: 2, Token);
        var hung = installation.Workers[0].Current!;
        var burst = Load.BurstAsync(installation, 200, Priority.Interactive, Token);
        await Until.TrueAsync(() => installation.Ledger.Accepted > 50);

        var fault = new ProcessHung(installation.Workers[0]);
        await fault.InjectAsync(Token);
        await burst;
        await Until.TrueAsync(async () => await installation.CountOpenAsync(Token) == 0, Limit);
        await fault.HealAsync(Token);

        // It works again as the same process.
        await Until.TrueAsync(
            async () =>
            {
                var id = await installation.Ledger.PostAsync(installation.Apis[0], installation.Songs.NextShort(), Priority.Interactive, Token);
                var job = await installation.Apis[0].WaitForEndAsync(id!.Value, Limit, Token);
                return job.Worker!.Name.EndsWith($"/{hung.Id}", StringComparison.Ordinal);
            },
            Limit);
        var report = await installation.SettleAsync(Limit, Token);
        output.WriteLine($"{report}");
        Assert.Equal(0, installation.Workers.Sum(worker => worker.Exits));
        report.AssertClean(installation.Deployment.Describe);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_decoder_that_hangs_is_stopped_at_its_limit_and_its_slot_is_free_again()
    {
        const string marker = "hangs-here";
        await using var installation = await Installation.DistributedAsync(
            servers, apis: 1, workers: 1, Token,
            decoder: DecoderScript.ForMarked((marker, "sleep 600")),
            configure: deployment => deployment["Worker:JobTimeoutSeconds"] = "8");
        var hanging = TestFile.Song(1).Marked(marker);

        // Two rounds for the two slots: those of the first have to be free again.
        for (var n = 0; n < 4; n++)
        {
            var upload = installation.Songs.Next(hanging, ExpectedEnd.Failure(ErrorCodes.JobTimeout));
            Assert.NotNull(await installation.Ledger.PostAsync(installation.Apis[0], upload, Priority.Interactive, Token));
        }
        await Load.BurstAsync(installation, 10, Priority.Interactive, Token);

        var report = await installation.SettleAsync(Limit, Token);

        output.WriteLine($"{report}");
        Assert.Equal(0, installation.Workers[0].Exits);
        report.AssertClean(installation.Deployment.Describe);
    }
}
