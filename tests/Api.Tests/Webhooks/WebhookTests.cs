using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Webhooks;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Webhooks;

public sealed class WebhookTests(Apis apis)
{
    [Theory, OnBothDatabases]
    public async Task Callback_receives_a_signed_call_when_the_job_ends(Database database)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var client = (await apis.GetAsync(database)).CreateClient();
        var job = await client.SubmitAndEndAsync(TestTrack.Of("jazz"), Callback(receiver));

        await Until.TrueAsync(() => !receiver.Calls.IsEmpty);
        var call = receiver.Calls.Single();
        Assert.Equal(SignatureOf(call), call.Signature);
        var payload = JsonSerializer.Deserialize<JsonElement>(call.Body);
        Assert.Equal("job.succeeded", payload.GetProperty("type").GetString());
        Assert.Equal(job.Id, payload.GetProperty("data").GetProperty("id").GetGuid());
        Assert.Equal("jazz", payload.GetProperty("data").GetProperty("result").GetProperty("value").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task Failed_call_is_retried_with_the_same_id(Database database)
    {
        await using var receiver = await WebhookReceiver.StartAsync(500, 503);
        var client = (await apis.GetAsync(database)).CreateClient();
        await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Corrupt), Callback(receiver));

        await Until.TrueAsync(() => receiver.Calls.Count == 3);
        Assert.Single(receiver.Calls.Select(c => c.Id).Distinct());
        Assert.All(receiver.Calls, c => Assert.Contains("job.failed", c.Body));
    }

    [Fact]
    public async Task Canceled_and_cached_jobs_call_their_callbacks_too()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var api = await apis.GetAsync(Database.Sqlite);
        var client = api.CreateClient();
        var track = TestTrack.Of("pop");
        await client.SubmitAndEndAsync(track);
        await client.SubmitAsync(track, Callback(receiver));
        var gate = Guid.NewGuid().ToString();
        var held = await client.SubmitAsync(TestTrack.Held(gate), Callback(receiver));
        await client.PostAsync(held.Links.Cancel, null, TestContext.Current.CancellationToken);
        api.Tracks.Release(gate);

        await Until.TrueAsync(() => receiver.Calls.Count == 2);
        Assert.Equal(["job.canceled", "job.succeeded"], receiver.Calls.Select(c => JsonSerializer.Deserialize<JsonElement>(c.Body).GetProperty("type").GetString()).Order());
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var receiver = await WebhookReceiver.StartAsync(307, 301);
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        await client.SubmitAndEndAsync(TestTrack.Of("pop"), Callback(receiver));
        await Until.TrueAsync(() => receiver.Calls.Count == 3);
        Assert.All(receiver.Calls, c => Assert.Equal("/hook", c.Path));
    }

    [Theory]
    [InlineData("http://127.0.0.1/hook")]
    [InlineData("http://[::1]/hook")]
    [InlineData("http://localhost/hook")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("hook")]
    public async Task Callback_to_a_private_address_is_rejected(string callback)
    {
        await using var api = await apis.NewAsync(Database.Sqlite, ("Webhooks:AllowPrivateAddresses", "false"));
        using var response = await api.CreateClient().UploadAsync(TestTrack.Of("pop"), "?callback=" + Uri.EscapeDataString(callback));
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.CallbackRefused);
    }

    [Fact]
    public async Task Host_name_that_resolves_to_a_private_address_is_not_called()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var options = Microsoft.Extensions.Options.Options.Create(new WebhookOptions { Secret = Apis.WebhookSecret });
        using var handler = new SocketsHttpHandler { ConnectCallback = new CallbackGuard(options).ConnectAsync };
        using var client = new HttpClient(handler);
        var name = receiver.Url.Replace("127.0.0.1", Dns.GetHostName(), StringComparison.Ordinal);
        foreach (var url in new[] { name, receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) })
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(url, TestContext.Current.CancellationToken));
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task Callbacks_are_disabled_without_a_secret()
    {
        await using var api = await apis.NewAsync(Database.Sqlite, ("Webhooks:Secret", ""));
        using var response = await api.CreateClient().UploadAsync(TestTrack.Of("pop"), "?callback=https://example.org/hook");
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.CallbacksOff);
    }

    // The key of the secret is Base64 after its prefix; computed without the library that the service signs with.
    private static string SignatureOf(WebhookCall call) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(Apis.WebhookSecret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}.{call.Body}")));

    private static string Callback(WebhookReceiver receiver) => "?callback=" + Uri.EscapeDataString(receiver.Url + "/hook");
}
