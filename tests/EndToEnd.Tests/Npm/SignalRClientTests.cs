using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Page;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.EndToEnd.Tests.Npm;

/// <summary>Job changes as received by <c>@microsoft/signalr</c>.</summary>
public sealed class SignalRClientTests(EmbeddedApi api) : IClassFixture<EmbeddedApi>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_watched_batch_pushes_all_changes_of_its_jobs_in_order()
    {
        var batch = await NewBatchAsync();
        await using var client = await NpmClients.StartAsync("watch.js", api.Address, "batch", $"{batch}");
        await client.WaitForAsync("watching", Cancellation);
        var jobs = new List<JobResponse>();
        for (var seed = 0; seed < 5; seed++) jobs.Add(await PostAsync(batch, seed, seconds: 2));

        foreach (var job in jobs)
        {
            await client.WaitForAsync("changed", e => Is(e, job.Id) && e.GetProperty("state").GetString() == "succeeded", Cancellation);
            var pushed = client.Events.Where(e => Kind(e) == "changed" && Is(e, job.Id)).Select(e => e.GetProperty("sequence").GetInt64()).ToList();
            Assert.Equal(pushed.Order(), pushed);
            Assert.Equal((await ReadAsync(job.Id)).Sequence, pushed[^1]);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task A_watched_job_is_followed_to_its_end()
    {
        var job = await PostAsync(null, seed: 7, seconds: 40);
        await using var client = await NpmClients.StartAsync("watch.js", api.Address, "job", $"{job.Id}");
        await client.WaitForAsync("watching", Cancellation);
        // Its end was stored before the subscription, or is pushed afterwards.
        while (!client.Events.Any(e => Kind(e) is "changed" or "stored" && Is(e, job.Id) && e.GetProperty("state").GetString() == "succeeded"))
            await Task.Delay(50, Cancellation);
    }

    [Fact(Timeout = 300_000)]
    public async Task No_change_is_missed_during_a_lost_connection()
    {
        var batch = await NewBatchAsync();
        await using var line = new FaultyLine(api.Port);
        await using var client = await NpmClients.StartAsync("watch.js", line.Address, "batch", $"{batch}");
        await client.WaitForAsync("watching", Cancellation);

        line.Down = true;
        await client.WaitForAsync("reconnecting", Cancellation);
        var job = await PostAsync(batch, seed: 8, seconds: 2);
        while ((await ReadAsync(job.Id)).State is not JobState.Succeeded) await Task.Delay(50, Cancellation);
        Assert.DoesNotContain(client.Events, e => Kind(e) == "changed");

        line.Down = false;
        await client.WaitForAsync("stored", e => Is(e, job.Id) && e.GetProperty("state").GetString() == "succeeded", Cancellation);
    }

    private async Task<Guid> NewBatchAsync()
    {
        var response = await api.Client.PostAsJsonAsync("/api/v1/batches", new CreateBatchRequest("watched"), Cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<BatchResponse>(JsonSerializerOptions.Web, Cancellation))!.Id;
    }

    private async Task<JobResponse> PostAsync(Guid? batch, int seed, double seconds)
    {
        using var body = new ByteArrayContent(WavFile.Pcm16(Synthesis.Music(seconds, rate: 22_050, channels: 1, seed: seed)));
        body.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        var response = await api.Client.PostAsync($"/api/v1/jobs?fileName=song{seed}.wav{(batch is null ? "" : $"&batch={batch}")}", body, Cancellation);
        response.EnsureSuccessStatusCode();
        return (await api.Client.GetFromJsonAsync<JobResponse>(response.Headers.Location, Cancellation))!;
    }

    private async Task<JobResponse> ReadAsync(Guid id) => (await api.Client.GetFromJsonAsync<JobResponse>($"/api/v1/jobs/{id}", Cancellation))!;

    private static string? Kind(JsonElement e) => e.GetProperty("event").GetString();

    private static bool Is(JsonElement e, Guid job) => e.GetProperty("jobId").GetGuid() == job;
}
