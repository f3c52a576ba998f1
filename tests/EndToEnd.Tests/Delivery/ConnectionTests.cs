using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using GenreQueue.Api;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Tests.Uploads;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>The service, with its worker inside, connects to its own servers and to webhooks, and to nothing else.</summary>
public sealed class ConnectionTests(TestServers servers)
{
    private const string WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 300_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_broker_database_bucket_and_webhooks_are_connected_to(bool vendorTelemetry)
    {
        var broker = (await servers.RabbitMqAsync()).NextVirtualHost();
        var database = await (await servers.PostgresAsync()).NextDatabaseAsync(Token);
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var webhook = await StartWebhookAsync(called);
        await using var bucket = await FakeS3.StartAsync();
        var address = $"http://127.0.0.1:{FreePort.Next()}";

        // Requests to other hosts go to a port that refuses connections, so that nothing leaves this machine.
        var proxy = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy($"http://127.0.0.1:{FreePort.Next()}", BypassOnLocal: true);
        using var recorder = new ConnectionRecorder();
        try
        {
            using var folder = new TemporaryFolder("connections");
            await using var app = Build(address, broker, database, bucket, folder, vendorTelemetry);
            await app.StartAsync(Token);
            await RunJobAsync(address, webhook.Urls.Single());
            await called.Task.WaitAsync(Limit, Token);
            await app.StopAsync(Token);
        }
        finally
        {
            HttpClient.DefaultProxy = proxy;
        }

        var postgres = new NpgsqlConnectionStringBuilder(database);
        string[] own =
        [
            "localhost", "127.0.0.1", broker.Host, postgres.Host!, new Uri(address).Authority, new Uri(bucket.Url).Authority, new Uri(webhook.Urls.Single()).Authority,
            $"127.0.0.1:{broker.Port}", $"127.0.0.1:{postgres.Port}",
        ];
        var others = recorder.Destinations.Except(own).ToList();
        Assert.Contains($"127.0.0.1:{broker.Port}", recorder.Destinations);
        Assert.Contains(new Uri(bucket.Url).Authority, recorder.Destinations);
        Assert.Contains(new Uri(webhook.Urls.Single()).Authority, recorder.Destinations);

        // With the telemetry of MassTransit switched on, the recorder must notice it: otherwise this test could not fail.
        if (vendorTelemetry) Assert.NotEmpty(others);
        else Assert.Empty(others);
    }

    private static WebApplication Build(
        string address, Uri broker, string database, FakeS3 bucket, TemporaryFolder folder, bool vendorTelemetry)
    {
        var user = broker.UserInfo.Split(':');
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = address,
            ["Data:Folder"] = folder.File("data"),
            ["ConnectionStrings:Jobs"] = database,
            ["Uploads:S3:Bucket"] = "tracks",
            ["Uploads:S3:ServiceUrl"] = bucket.Url,
            ["Uploads:S3:AccessKey"] = "key",
            ["Uploads:S3:SecretKey"] = "secret",
            ["Uploads:S3:StagingFolder"] = folder.File("staging"),
            ["Bus:Transport"] = "RabbitMq",
            ["Bus:Host"] = broker.Host,
            ["Bus:Port"] = $"{broker.Port}",
            ["Bus:VirtualHost"] = Uri.UnescapeDataString(broker.AbsolutePath[1..]),
            ["Bus:User"] = Uri.UnescapeDataString(user[0]),
            ["Bus:Password"] = Uri.UnescapeDataString(user[^1]),
            ["Worker:Embedded"] = "true",
            ["Worker:ModelsFolder"] = RepositoryPaths.Models,
            ["Webhooks:Secret"] = WebhookSecret,
            ["Webhooks:AllowPrivateAddresses"] = "true",
        });
        builder.AddGenreQueue();

        // Otherwise it would be sent five minutes after the start.
        builder.Services.PostConfigure<UsageTelemetryOptions>(options => options.ReportOnShutdown = true);
        if (vendorTelemetry) builder.Services.PostConfigure<UsageTelemetryOptions>(options => options.Enabled = true);
        var app = builder.Build();
        app.UseGenreQueue();
        return app;
    }

    private static async Task RunJobAsync(string address, string callback)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        using var body = new ByteArrayContent(TestFile.Song(1).Content);
        body.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        using var response = await client.PostAsync($"/api/v1/jobs?fileName=song.wav&callback={Uri.EscapeDataString(callback)}", body, Token);
        var job = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JobResponse>(Token))!;
        await Until.TrueAsync(
            async () => (job = (await client.GetFromJsonAsync<JobResponse>($"/api/v1/jobs/{job.Id}", Token))!).FinishedAt is not null, Limit);
        Assert.True(job.State == JobState.Succeeded, $"The job ended as {job.State}: {job.Error}");
    }

    private static async Task<WebApplication> StartWebhookAsync(TaskCompletionSource called)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = $"http://127.0.0.1:{FreePort.Next()}";
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(_ =>
        {
            called.TrySetResult();
            return Task.CompletedTask;
        });
        await app.StartAsync(Token);
        return app;
    }
}
