using System.Collections.Concurrent;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using Microsoft.AspNetCore.SignalR.Client;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>Several processes with a broker and a database server.</summary>
public sealed class DistributedTests(TestServers servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Two_workers_process_two_hundred_files_of_mixed_formats_once_each()
    {
        const int count = 200;
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        deployment.StartWorker("worker 1");
        deployment.StartWorker("worker 2");
        await api.WaitUntilReadyAsync(Token);
        var pushed = new ConcurrentBag<JobChanged>();
        await using var hub = await api.ConnectAsync(pushed.Add, Token);
        await hub.InvokeAsync("WatchAll", Token);

        var jobs = new ConcurrentBag<Guid>();
        await Parallel.ForEachAsync(
            TestFile.MixedFormats(count),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token },
            async (file, cancellationToken) => jobs.Add((await api.PostAsync(file, Priority.Interactive, cancellationToken)).Id));

        var ended = new List<JobResponse>();
        foreach (var id in jobs) ended.Add(await api.WaitForEndAsync(id, Limit, Token));
        Assert.Equal(count, ended.Count);
        Assert.All(ended, job => Assert.True(job.State == JobState.Succeeded, $"{job.FileName}: {job.Error?.Code} {job.Error?.Title}"));
        Assert.Equal(2, ended.Select(job => job.Worker!.Name).Distinct().Count());

        // A final state that was stored twice would have been pushed twice.
        await Until.TrueAsync(() => pushed.Count(c => c.State == JobState.Succeeded) >= count, Limit);
        Assert.Equal(count, pushed.Count(c => c.State == JobState.Succeeded));
        Assert.All(ended, job => Assert.Equal(1, job.Attempts));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_job_posted_to_one_instance_can_be_watched_on_another()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var posted = await deployment.StartApiAsync(Token);
        var watched = await deployment.StartApiAsync(Token);
        deployment.StartWorker();
        await posted.WaitUntilReadyAsync(Token);
        await watched.WaitUntilReadyAsync(Token);
        var changes = new ConcurrentBag<JobChanged>();
        await using var hub = await watched.ConnectAsync(changes.Add, Token);

        var job = await posted.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        await hub.InvokeAsync("WatchJob", job.Id, Token);
        var longPoll = watched.WaitForEndAsync(job.Id, Limit, Token);

        Assert.Equal(JobState.Succeeded, (await longPoll).State);
        if ((await watched.GetAsync(job.Id, Token)).State != JobState.Succeeded) Assert.Fail("The two instances disagree.");

        // The first job may have ended before it was watched, so only a second one proves that changes reach the other instance.
        await hub.InvokeAsync("WatchAll", Token);
        var second = await posted.PostAsync(TestFile.Song(2), Priority.Interactive, Token);
        await Until.TrueAsync(() => changes.Any(c => c.JobId == second.Id && c.State == JobState.Succeeded), Limit);
    }
}
