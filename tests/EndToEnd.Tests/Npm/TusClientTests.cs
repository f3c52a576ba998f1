using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Page;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Npm;

/// <summary>Uploads by <c>tus-js-client</c> over unreliable connections.</summary>
public sealed class TusClientTests : IClassFixture<EmbeddedApi>, IDisposable
{
    // 45 s of CD audio are 7.9 MB: at 16 KiB every 2 ms the upload takes about a second, and each fault occurs half-way.
    private static readonly byte[] Audio = WavFile.Pcm16(Synthesis.Music(45));
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(2);
    private const long HalfWay = 4_000_000;

    private readonly EmbeddedApi _api;
    private readonly TemporaryFolder _folder = new("tus");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TusClientTests(EmbeddedApi api)
    {
        _api = api;
        File.WriteAllBytes(_folder.File("song.wav"), Audio);
    }

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task An_upload_resumes_after_a_dropped_connection()
    {
        await using var line = new FaultyLine(_api.Port) { Pause = Slow };
        await using var client = await UploadAsync(line);
        await Until.TrueAsync(() => line.Sent > HalfWay);
        line.Pause = TimeSpan.Zero;
        line.Cut();
        await AssertResumedAndClassifiedAsync(client);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_upload_resumes_after_a_restart_of_the_killed_service()
    {
        await using var line = new FaultyLine(_api.Port) { Pause = Slow };
        await using var client = await UploadAsync(line);
        await Until.TrueAsync(() => line.Sent > HalfWay);
        line.Pause = TimeSpan.Zero;
        await _api.KillAndStartAgainAsync(Cancellation);
        await AssertResumedAndClassifiedAsync(client);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_upload_resumes_in_another_process_after_the_client_was_killed()
    {
        await using var line = new FaultyLine(_api.Port) { Pause = Slow };
        await using (var first = await UploadAsync(line))
        {
            await Until.TrueAsync(() => line.Sent > HalfWay);
            first.Kill();
        }
        await using var second = await UploadAsync(line);
        await AssertResumedAndClassifiedAsync(second);
        Assert.DoesNotContain(second.Events, e => Kind(e) == "request" && e.GetProperty("method").GetString() == "POST");
    }

    private Task<NodeProcess> UploadAsync(FaultyLine line) => NpmClients.StartAsync(
        "upload.js", line.Address + "/api/v1/uploads", _folder.File("song.wav"), _folder.File("urls.json"), "labels=single");

    private async Task AssertResumedAndClassifiedAsync(NodeProcess client)
    {
        var success = await client.WaitForAsync("success", Cancellation);
        var resumed = client.Events.Last(e => Kind(e) == "request" && e.GetProperty("method").GetString() == "PATCH");
        Assert.InRange(resumed.GetProperty("offset").GetInt64(), 1, Audio.Length - 1);

        using var request = new HttpRequestMessage(HttpMethod.Get, success.GetProperty("job").GetString());
        request.Headers.Add("Prefer", "wait=60");
        var response = await _api.Client.SendAsync(request, Cancellation);
        var job = await response.Content.ReadFromJsonAsync<JobResponse>(JsonSerializerOptions.Web, Cancellation);
        Assert.NotNull(job);
        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal("song.wav", job.FileName);
        Assert.Equal(LabelsMode.Single, job.Labels);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Audio)), job.Sha256);
    }

    private static string? Kind(JsonElement e) => e.GetProperty("event").GetString();
}
