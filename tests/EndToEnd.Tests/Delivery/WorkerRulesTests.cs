using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>Jobs whose worker stops, crashes, or is busy with other jobs.</summary>
public sealed class WorkerRulesTests(TestServers servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_job_that_kills_every_worker_fails_as_worker_crashed()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);

        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        var crashes = 0;
        while ((await api.GetAsync(job.Id, Token)).FinishedAt is null)
        {
            Assert.True(crashes < 10, "The job crashes workers without limit.");
            var worker = deployment.StartWorker($"worker {crashes}", DecoderScript.KillsItsParent);
            var crashed = worker.WaitForExitAsync(Limit, Token);
            var ended = api.WaitForEndAsync(job.Id, Limit, Token);
            if (await Task.WhenAny(crashed, ended) == crashed) crashes++;
        }

        // The first worker is no proof: the job might have run beside the one that crashed it.
        Assert.Equal(1 + CrashRule.MaxCrashes, crashes);
        var failed = await api.GetAsync(job.Id, Token);
        Assert.Equal((JobState.Failed, ErrorCodes.WorkerCrashed), (failed.State, failed.Error?.Code));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_job_whose_worker_is_killed_is_redelivered_to_another_worker()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        var first = deployment.StartWorker("first", DecoderScript.Hangs);
        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        var running = await api.WaitAsync(job.Id, j => j.State == JobState.Running, Limit, Token);

        var second = deployment.StartWorker("second");
        first.Send(Signal.Kill);

        var ended = await api.WaitForEndAsync(job.Id, Limit, Token);
        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.EndsWith($"/{first.Id}", running.Worker!.Name, StringComparison.Ordinal);
        Assert.EndsWith($"/{second.Id}", ended.Worker!.Name, StringComparison.Ordinal);
        Assert.Equal(2, ended.Attempts);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_worker_that_is_asked_to_stop_finishes_its_jobs_and_accepts_no_more()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        deployment["Worker:Slots"] = "1";
        var api = await deployment.StartApiAsync(Token);
        var worker = deployment.StartWorker("worker", DecoderScript.StartsSlowly);
        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        await api.WaitAsync(job.Id, j => j.State == JobState.Running, Limit, Token);

        worker.Send(Signal.Terminate);
        var late = await api.PostAsync(TestFile.Song(2), Priority.Interactive, Token);

        Assert.Equal(0, await worker.WaitForExitAsync(Limit, Token));
        var ended = await api.WaitForEndAsync(job.Id, Limit, Token);
        Assert.Equal((JobState.Succeeded, 1), (ended.State, ended.Attempts));
        Assert.Equal(JobState.Queued, (await api.GetAsync(late.Id, Token)).State);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_bulk_run_does_not_delay_an_interactive_job()
    {
        const int bulk = 80;
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        deployment["Worker:Slots"] = "1";
        var api = await deployment.StartApiAsync(Token);
        var jobs = new List<Guid>();
        for (var seed = 0; seed < bulk; seed++) jobs.Add((await api.PostAsync(TestFile.Song(seed, seconds: 5), Priority.Bulk, Token)).Id);
        var interactive = await api.PostAsync(TestFile.Song(bulk), Priority.Interactive, Token);

        deployment.StartWorker();

        var first = await api.WaitForEndAsync(interactive.Id, Limit, Token);
        var before = 0;
        foreach (var id in jobs)
        {
            if ((await api.WaitForEndAsync(id, Limit, Token)).FinishedAt < first.FinishedAt) before++;
        }

        // The worker starts to consume its two queues one after the other, so a few bulk jobs may run first.
        Assert.InRange(before, 0, bulk / 4);
    }
}
