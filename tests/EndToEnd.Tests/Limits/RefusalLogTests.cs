using System.Net;
using GenreQueue.EndToEnd.Tests.Services;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace GenreQueue.EndToEnd.Tests.Limits;

/// <summary>What the service refuses on purpose is a few short lines of its log, however often it happens.</summary>
public sealed class RefusalLogTests
{
    private const int Times = 200;
    private const int MaxLines = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Uploads_over_the_limit_and_clients_that_disconnect()
    {
        await using var deployment = Deployment.Embedded();
        deployment["Api:MaxConcurrentUploads"] = "1";
        deployment["Api:MaxWaitingUploads"] = "0";
        deployment["Api:MinUploadBytesPerSecond"] = "0";   // the held upload must outlast the others
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        var port = new Uri(api.Address).Port;
        using var held = await RawConnection.OpenAsync(port, from: null, Token);
        await held.SendAsync(UnfinishedUpload, Token);
        await Until.TrueAsync(async () => await UploadAsync(api) >= HttpStatusCode.TooManyRequests);

        await AssertFewLinesAsync(api, "refused uploads", "too_many", async () =>
        {
            for (var n = 0; n < Times; n++) Assert.InRange(await UploadAsync(api), HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable);
        });
        held.Dispose();
        await AssertFewLinesAsync(api, "disconnects", "client_disconnected", async () =>
        {
            for (var n = 0; n < Times; n++)
            {
                using var connection = await RawConnection.OpenAsync(port, from: null, Token);
                await connection.SendAsync(UnfinishedUpload, Token);
            }
        });
        await Until.TrueAsync(async () => await UploadAsync(api) == HttpStatusCode.Accepted);
    }

    [Fact(Timeout = 120_000)]
    public async Task Uploads_to_a_full_disk()
    {
        await using var deployment = Deployment.Embedded();
        deployment["Api:MinFreeDiskMegabytes"] = "10000000";
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        await AssertFewLinesAsync(api, "full disk", "insufficient_storage", async () =>
        {
            for (var n = 0; n < Times; n++) Assert.Equal(HttpStatusCode.InsufficientStorage, await UploadAsync(api));
        });
    }

    [Fact(Timeout = 120_000)]
    public async Task Watches_over_the_limit_and_hub_calls_that_make_no_sense()
    {
        await using var deployment = Deployment.Embedded();
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        await using var hub = await api.ConnectAsync(_ => { }, Token);
        for (var n = 0; n < Api.Hub.JobWatchers.MaxPerConnection; n++) await hub.SendAsync("WatchJob", Guid.NewGuid(), Token);
        await AssertFewLinesAsync(api, "watches", "too_many_watches", async () =>
        {
            for (var n = 0; n < Times; n++)
            {
                await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("WatchJob", Guid.NewGuid(), Token));
                await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("WatchJob", "not an id", Token));
                await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("NoSuchMethod", Token));
            }
        });
    }

    private static string UnfinishedUpload =>
        "POST /api/v1/jobs?fileName=a.wav HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\nContent-Length: 100000\r\n\r\nRIFF";

    private static async Task AssertFewLinesAsync(ApiProgram api, string name, string kind, Func<Task> refused)
    {
        var before = await LogAsync(api, name + "-start");
        await refused();
        var log = (await LogAsync(api, name + "-end"))[before.Length..];
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length <= MaxLines, $"{lines.Length} lines:\n{string.Join('\n', lines.Take(20).Select(line => line[..Math.Min(line.Length, 300)]))}");
        Assert.True(!log.Contains("   at ", StringComparison.Ordinal), log);
        Assert.Contains(kind, api.Process.Output);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 600));
    }

    /// <summary>The log up to a request that marks a place in it.</summary>
    private static async Task<string> LogAsync(ApiProgram api, string mark)
    {
        var path = $"/api/v1/models/{mark.Replace(' ', '-')}";
        using var response = await api.Client.GetAsync(path, Token);
        await Until.TrueAsync(() => api.Process.Output.Contains(path, StringComparison.Ordinal));
        return api.Process.Output;
    }

    private static async Task<HttpStatusCode> UploadAsync(ApiProgram api)
    {
        using var body = new ByteArrayContent(TestFile.Song(1).Content);
        body.Headers.TryAddWithoutValidation("Content-Type", "audio/wav");
        using var response = await api.Client.PostAsync("/api/v1/jobs?fileName=a.wav", body, Token);
        return response.StatusCode;
    }
}
