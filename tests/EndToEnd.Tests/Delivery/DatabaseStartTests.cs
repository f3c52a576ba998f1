using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>An API that starts before its database server.</summary>
public sealed class DatabaseStartTests(TestServers servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task An_api_waits_for_its_database_alive_and_not_ready()
    {
        await using var postgres = await PostgresServer.StartAsync(cancellationToken: Token);
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        deployment["ConnectionStrings:Jobs"] = await postgres.NextDatabaseAsync(Token);
        await postgres.StopAsync(Token);

        var api = await deployment.StartApiAsync(Token);
        deployment.StartWorker();
        await Task.Delay(TimeSpan.FromSeconds(5), Token);

        Assert.False(api.Process.HasExited, api.Process.Output);
        Assert.True(await api.AnswersAsync("/health/live", Token));
        using var health = await api.Client.GetAsync("/health/ready", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        using var refused = await api.Client.GetAsync("/api/v1/jobs", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("unavailable", (await refused.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());

        await postgres.StartAgainAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
    }
}
