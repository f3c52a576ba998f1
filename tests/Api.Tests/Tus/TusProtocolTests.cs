using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Tus;

/// <summary>The rules of tus 1.0.0, applied to <c>/api/v1/uploads</c>.</summary>
public sealed class TusProtocolTests(Apis apis) : IAsyncLifetime
{
    private readonly byte[] _song = [.. TestTrack.Of("jazz"), .. new byte[5_000]];
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = (await apis.GetAsync(Database.Sqlite))
        // A client that follows redirects buffers the whole body before sending it.
        .CreateClient(new() { AllowAutoRedirect = false });

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Options_request_needs_no_version_and_returns_the_capabilities()
    {
        var response = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Options, TusRequests.Uploads), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("1.0.0", response.Header("Tus-Version"));
        Assert.Equal("1.0.0", response.Header("Tus-Resumable"));
        Assert.Equal("creation,creation-with-upload,expiration,checksum,termination", response.Header("Tus-Extension"));
        Assert.Contains("sha1", response.Header("Tus-Checksum-Algorithm").Split(','));
        Assert.True(long.Parse(response.Header("Tus-Max-Size"), CultureInfo.InvariantCulture) > 0);
    }

    [Theory]
    [InlineData("0.2.2")]
    [InlineData(null)]
    public async Task Unsupported_version_is_rejected_and_the_supported_one_returned(string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, TusRequests.Uploads);
        request.Headers.Add("Upload-Length", "10");
        if (version is not null) request.Headers.Add("Tus-Resumable", version);
        var response = await _client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal("1.0.0", response.Header("Tus-Version"));
        Assert.Equal("tus_version", await CodeAsync(response));
    }

    [Fact]
    public async Task An_upload_in_two_parts_becomes_a_job()
    {
        var upload = await _client.BeginAsync(_song.Length, TusRequests.Metadata(("filename", "söng.wav"), ("filetype", "audio/wav"), ("labels", "single"), ("priority", "bulk")));
        Assert.Equal(0, await _client.OffsetAsync(upload));

        var first = await _client.PatchAsync(upload, 0, _song[..1_000]);
        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(1_000, first.Offset());
        Assert.False(first.Headers.Contains("Job-Location"));

        var head = await _client.HeadAsync(upload);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(1_000, head.Offset());
        Assert.Equal(_song.Length, long.Parse(head.Header("Upload-Length"), CultureInfo.InvariantCulture));
        Assert.StartsWith("filename ", head.Header("Upload-Metadata"));
        Assert.Equal("no-store", head.Header("Cache-Control"));

        var last = await _client.PatchAsync(upload, 1_000, _song[1_000..]);
        Assert.Equal(_song.Length, last.Offset());
        var job = await JobAsync(last);
        Assert.Equal("söng.wav", job.FileName);
        Assert.Equal(LabelsMode.Single, job.Labels);
        Assert.Equal(Priority.Bulk, job.Priority);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_song)), job.Sha256);

        // A client that did not receive the last response finds the job by a HEAD request.
        var after = await _client.HeadAsync(upload);
        Assert.Equal(_song.Length, after.Offset());
        Assert.Equal(last.Header("Job-Location"), after.Header("Job-Location"));
    }

    [Fact]
    public async Task Creation_request_may_contain_the_whole_file()
    {
        var response = await _client.CreateAsync(_song.Length, TusRequests.Metadata(("filename", "song.wav")), _song);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(_song.Length, response.Offset());
        Assert.Equal("song.wav", (await JobAsync(response)).FileName);
    }

    [Fact]
    public async Task Creation_request_may_contain_the_first_part_of_the_file()
    {
        var response = await _client.CreateAsync(_song.Length, body: _song[..500]);
        Assert.Equal(500, response.Offset());
        var upload = response.Headers.Location!.ToString();
        Assert.Equal(500, await _client.OffsetAsync(upload));
        await JobAsync(await _client.PatchAsync(upload, 500, _song[500..]));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.BadRequest)]
    [InlineData("ten", HttpStatusCode.BadRequest)]
    [InlineData("-1", HttpStatusCode.BadRequest)]
    [InlineData("0", HttpStatusCode.BadRequest)]
    [InlineData("999999999999", HttpStatusCode.RequestEntityTooLarge)]
    public async Task Invalid_length_is_rejected(string? length, HttpStatusCode expected)
    {
        var response = await _client.SendAsync(HttpMethod.Post, TusRequests.Uploads, null, ("Upload-Length", length));
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("1.0.0", response.Header("Tus-Resumable"));
    }

    [Theory]
    [InlineData("model", "gtzan-99")]
    [InlineData("window", "end")]
    [InlineData("labels", "many")]
    [InlineData("batch", "no-id")]
    [InlineData("priority", "urgent")]
    public async Task Invalid_metadata_is_rejected_before_any_byte_is_sent(string key, string value)
    {
        var response = await _client.CreateAsync(10, TusRequests.Metadata((key, value)));
        Assert.True((int)response.StatusCode is 400 or 404 or 422, $"{response.StatusCode}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Wrong_offset_is_a_conflict_and_changes_nothing()
    {
        var upload = await _client.BeginAsync(_song.Length);
        await _client.PatchAsync(upload, 0, _song[..100]);
        foreach (var offset in (long[])[0, 99, 101])
        {
            var response = await _client.PatchAsync(upload, offset, _song[100..200]);
            Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
            Assert.Equal("offset_conflict", await CodeAsync(response));
        }
        Assert.Equal(100, await _client.OffsetAsync(upload));
    }

    [Fact]
    public async Task Body_beyond_the_declared_length_is_rejected_and_discarded()
    {
        var upload = await _client.BeginAsync(150);
        await _client.PatchAsync(upload, 0, _song[..100]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _client.PatchAsync(upload, 100, _song[..51])).StatusCode);
        Assert.Equal(100, await _client.OffsetAsync(upload));
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public async Task Correct_checksum_is_accepted_and_a_wrong_one_discards_the_body(string algorithm)
    {
        var upload = await _client.BeginAsync(_song.Length);
        await _client.PatchAsync(upload, 0, _song[..100], Checksum(algorithm, _song[..100]));
        var wrong = await _client.PatchAsync(upload, 100, _song[100..200], Checksum(algorithm, _song[..100]));
        Assert.Equal(460, (int)wrong.StatusCode);
        Assert.Equal("checksum_mismatch", await CodeAsync(wrong));
        Assert.Equal(100, await _client.OffsetAsync(upload));
        var right = await _client.PatchAsync(upload, 100, _song[100..200], Checksum(algorithm, _song[100..200]));
        Assert.Equal(200, right.Offset());
    }

    [Fact]
    public async Task Unknown_checksum_algorithm_is_rejected()
    {
        var upload = await _client.BeginAsync(_song.Length);
        var response = await _client.PatchAsync(upload, 0, _song[..100], "crc32 AAAAAA==");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_checksum", await CodeAsync(response));
        Assert.Equal(0, await _client.OffsetAsync(upload));
    }

    [Fact]
    public async Task Other_content_types_are_rejected()
    {
        var upload = await _client.BeginAsync(_song.Length);
        using var request = new HttpRequestMessage(HttpMethod.Patch, upload) { Content = new ByteArrayContent(_song) };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Offset", "0");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _client.SendAsync(request, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Responses_for_an_unfinished_upload_contain_its_expiration()
    {
        var created = await _client.CreateAsync(_song.Length);
        var patched = await _client.PatchAsync(created.Headers.Location!.ToString(), 0, _song[..100]);
        foreach (var response in (HttpResponseMessage[])[created, patched])
            Assert.True(DateTimeOffset.ParseExact(response.Header("Upload-Expires"), "R", CultureInfo.InvariantCulture) > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Terminated_upload_is_not_found()
    {
        var upload = await _client.BeginAsync(_song.Length);
        await _client.PatchAsync(upload, 0, _song[..100]);
        Assert.Equal(HttpStatusCode.NoContent, (await _client.SendAsync(HttpMethod.Delete, upload, null)).StatusCode);
        var head = await _client.HeadAsync(upload);
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        Assert.False(head.Headers.Contains("Upload-Offset"));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PatchAsync(upload, 100, _song[100..])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.SendAsync(HttpMethod.Delete, upload, null)).StatusCode);
    }

    [Fact]
    public async Task Method_override_header_replaces_the_method()
    {
        var upload = await _client.BeginAsync(_song.Length);
        var patched = await _client.SendAsync(HttpMethod.Post, upload, _song[..100], ("X-HTTP-Method-Override", "PATCH"), ("Upload-Offset", "0"));
        Assert.Equal(100, patched.Offset());
        await _client.SendAsync(HttpMethod.Post, upload, null, ("X-HTTP-Method-Override", "DELETE"));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.HeadAsync(upload)).StatusCode);
    }

    [Fact]
    public async Task Concurrent_request_is_locked_out()
    {
        var upload = await _client.BeginAsync(_song.Length);
        var slow = new SlowContent();
        using var request = new HttpRequestMessage(HttpMethod.Patch, upload) { Content = slow };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Offset", "0");
        var first = _client.SendAsync(request, Cancellation);
        await slow.SendAsync(_song[..100]);
        while (await _client.OffsetAsync(upload) < 100) await Task.Delay(10, Cancellation);

        var second = await _client.PatchAsync(upload, 100, _song[100..200]);
        Assert.Equal(HttpStatusCode.Locked, second.StatusCode);
        Assert.Equal("upload_locked", await CodeAsync(second));

        slow.End();
        Assert.Equal(100, (await first).Offset());
        Assert.Equal(200, (await _client.PatchAsync(upload, 100, _song[100..200])).Offset());
    }

    [Fact]
    public async Task Content_that_is_not_audio_is_rejected_with_its_last_byte_and_deleted()
    {
        var text = "Dear Sir or Madam, this is no music at all."u8.ToArray();
        var upload = await _client.BeginAsync(text.Length);
        await _client.PatchAsync(upload, 0, text[..10]);
        var last = await _client.PatchAsync(upload, 10, text[10..]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, last.StatusCode);
        Assert.Equal("unsupported_media_type", await CodeAsync(last));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.HeadAsync(upload)).StatusCode);
    }

    [Fact]
    public async Task The_job_of_an_upload_runs_to_its_end()
    {
        var response = await _client.CreateAsync(_song.Length, TusRequests.Metadata(("filename", "song.wav")), _song);
        var job = await _client.EndOfAsync((await JobAsync(response)).Id);
        Assert.Equal("jazz", job.Result?.Value);
    }

    [Fact]
    public async Task Unknown_upload_is_not_found()
    {
        var response = await _client.PatchAsync($"{TusRequests.Uploads}/{Guid.CreateVersion7()}", 0, _song);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("upload_not_found", await CodeAsync(response));
    }

    private static string Checksum(string algorithm, byte[] body)
    {
#pragma warning disable CA5350 // The protocol requires SHA-1.
        var hash = algorithm == "sha1" ? SHA1.HashData(body) : SHA256.HashData(body);
#pragma warning restore CA5350
        return $"{algorithm} {Convert.ToBase64String(hash)}";
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return problem.GetProperty("code").GetString();
    }

    private async Task<JobResponse> JobAsync(HttpResponseMessage response) =>
        (await _client.GetFromJsonAsync<JobResponse>(response.Header("Job-Location"), Cancellation))!;
}
