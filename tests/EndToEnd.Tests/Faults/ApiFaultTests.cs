using GenreQueue.Api.Store;
using GenreQueue.EndToEnd.Tests.Faults.Kinds;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>APIs that are killed between two steps. A server that is suspended holds the point between the steps open.</summary>
public sealed class ApiFaultTests(TestServers servers, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Apis_that_are_killed_at_random_moments_under_load_lose_no_job()
    {
        const int kills = 4;
        await using var installation = await Installation.DistributedAsync(servers, apis: 2, workers: 1, Token);
        await using (Load.Start(installation))
        {
            var random = new Random(1);
            for (var kill = 0; kill < kills; kill++)
            {
                await installation.WaitUntilReadyAsync(Token);
                var aborted = new UploadsAborted(installation, installation.Apis[kill % 2]);
                await aborted.InjectAsync(Token);
                await Task.Delay(random.Next(200, 2_000), Token);
                await new ProcessKilled(installation.ApiSupervisors[kill % 2]).InjectAsync(Token);
                await aborted.HealAsync(Token);
            }
        }

        var report = await installation.SettleAsync(Limit, Token);

        output.WriteLine($"{report}");
        Assert.True(report.Unanswered > 0, "No upload met a kill.");
        report.AssertClean(installation.Deployment.Describe);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_api_that_is_killed_before_it_publishes_its_jobs_or_stores_their_results_loses_none()
    {
        await using var installation = await Installation.DistributedAsync(servers, apis: 2, workers: 1, Token);

        // The job is stored, and the broker does not confirm its message.
        var brokerHung = new BrokerHung(installation.Rabbit);
        await brokerHung.InjectAsync(Token);
        await Load.BurstAsync(installation, 20, Priority.Interactive, Token);
        await KillAsync(installation, api: 0);
        await brokerHung.HealAsync(Token);
        await Until.TrueAsync(async () => await IsEmptyAsync(installation), Limit);

        // The results are there, and the database does not store them: both APIs hold some, and one of them is killed.
        await Load.BurstAsync(installation, 40, Priority.Interactive, Token);
        var databaseHung = new DatabaseHung(installation.Postgres);
        await databaseHung.InjectAsync(Token);
        await Task.Delay(TimeSpan.FromSeconds(2), Token);
        await KillAsync(installation, api: 1);
        await databaseHung.HealAsync(Token);

        var report = await installation.SettleAsync(Limit, Token);
        output.WriteLine($"{report}");
        report.AssertClean(installation.Deployment.Describe);
    }

    private static async Task KillAsync(Installation installation, int api)
    {
        var killed = installation.ApiSupervisors[api].Current;
        await new ProcessKilled(installation.ApiSupervisors[api]).InjectAsync(Token);
        await Until.TrueAsync(() => installation.ApiSupervisors[api].Current != killed);
    }

    private static async Task<bool> IsEmptyAsync(Installation installation)
    {
        try
        {
            return await installation.CountOpenAsync(Token) == 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
