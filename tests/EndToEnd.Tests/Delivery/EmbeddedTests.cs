using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;
using Microsoft.AspNetCore.SignalR.Client;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>A single process that hosts the API, the worker and the bus.</summary>
public sealed class EmbeddedTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Files_of_all_formats_are_processed()
    {
        await using var deployment = Deployment.Embedded();
        var api = await deployment.StartApiAsync(Token);

        var jobs = new List<JobResponse>();
        foreach (var file in TestFile.MixedFormats(20)) jobs.Add(await api.PostAsync(file, Priority.Interactive, Token));

        foreach (var job in jobs)
        {
            var ended = await api.WaitForEndAsync(job.Id, Limit, Token);
            Assert.True(ended.State == JobState.Succeeded, $"{ended.FileName}: {ended.Error?.Code} {ended.Error?.Title}");
            Assert.Equal(1, ended.Attempts);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Jobs_that_were_unfinished_when_the_process_was_killed_are_processed_by_the_next_one()
    {
        await using var deployment = Deployment.Embedded();
        var api = await deployment.StartApiAsync(Token);
        var jobs = new List<JobResponse>();
        for (var seed = 0; seed < 30; seed++) jobs.Add(await api.PostAsync(TestFile.Song(seed, seconds: 5), Priority.Bulk, Token));

        api.Process.Send(Signal.Kill);
        await api.Process.WaitForExitAsync(Limit, Token);
        await api.StartAsync(Token);

        foreach (var job in jobs) Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_watcher_is_notified_of_a_job_after_its_change_is_stored()
    {
        await using var deployment = Deployment.Embedded();
        var api = await deployment.StartApiAsync(Token);
        var ended = new TaskCompletionSource<JobChanged>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var hub = await api.ConnectAsync(
            change =>
            {
                if (change.State is JobState.Succeeded or JobState.Failed) ended.TrySetResult(change);
            },
            Token);
        await hub.InvokeAsync("WatchAll", Token);

        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);

        var change = await ended.Task.WaitAsync(Limit, Token);
        var stored = await api.GetAsync(job.Id, Token);
        Assert.Equal((job.Id, JobState.Succeeded), (change.JobId, change.State));
        Assert.Equal(stored.Sequence, change.Sequence);
        Assert.Equal(JobState.Succeeded, stored.State);
    }
}
