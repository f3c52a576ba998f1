using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>What the API and the broker owe each other: nothing that was accepted is lost.</summary>
public sealed class BrokerRulesTests(TestServers servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_was_posted_before_any_worker_ever_started_is_answered_by_the_first_one()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);

        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        await using var queue = await TestQueue.OpenAsync(deployment, Token);
        await Until.TrueAsync(async () => await queue.CountAsync(Queues.Classify, Token) == 1, Limit);
        deployment.StartWorker();

        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
    }

    [Fact]
    public async Task A_job_that_no_queue_takes_comes_back_and_waits_for_the_queue_to_be_declared_again()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        await using var queue = await TestQueue.OpenAsync(deployment, Token);
        await queue.DeleteAsync(Queues.Classify, Token);

        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        await Until.TrueAsync(async () => await queue.CountAsync(Queues.Classify, Token) == 1, Limit);
        deployment.StartWorker();

        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
    }

    [Fact]
    public async Task Jobs_that_are_posted_while_the_broker_is_away_are_accepted_and_answered_when_it_is_back()
    {
        var rabbit = await servers.RabbitMqAsync();
        Assert.SkipUnless(rabbit.IsOwn, "The broker is not ours to stop.");
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        deployment.StartWorker();
        await api.WaitUntilReadyAsync(Token);

        await rabbit.StopAsync(Token);
        var jobs = new List<JobResponse>();
        try
        {
            for (var seed = 0; seed < 10; seed++) jobs.Add(await api.PostAsync(TestFile.Song(seed), Priority.Interactive, Token));
            await Until.TrueAsync(async () => !await api.AnswersAsync("/health/ready", Token), Limit);
            Assert.True(await api.AnswersAsync("/health/live", Token));
        }
        finally
        {
            await rabbit.StartAgainAsync(Token);
        }

        foreach (var job in jobs) Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
        await api.WaitUntilReadyAsync(Token);
    }

    [Fact]
    public async Task An_api_sits_out_an_outage_that_lasts_longer_than_its_watchdog_waits()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        deployment["Bus:Port"] = $"{FreePort.Next()}";
        deployment["Bus:WatchdogSeconds"] = "5";
        var api = await deployment.StartApiAsync(Token);

        await Task.Delay(TimeSpan.FromSeconds(12), Token);

        Assert.Equal(JobState.Queued, (await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token)).State);
    }

    [Fact]
    public async Task Jobs_survive_a_broker_that_is_killed_under_load()
    {
        var rabbit = await servers.RabbitMqAsync();
        Assert.SkipUnless(rabbit.IsOwn, "The broker is not ours to kill.");
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        deployment.StartWorker();
        await api.WaitUntilReadyAsync(Token);

        var jobs = new List<JobResponse>();
        for (var seed = 0; seed < 60; seed++)
        {
            jobs.Add(await api.PostAsync(TestFile.Song(seed), seed % 2 == 0 ? Priority.Interactive : Priority.Bulk, Token));
            if (seed == 30) await rabbit.KillAsync(Token);
        }
        await rabbit.StartAgainAsync(Token);

        foreach (var job in jobs) Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
    }
}
