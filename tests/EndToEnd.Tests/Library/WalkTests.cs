using System.Net.Http.Json;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Store;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Library;

/// <summary>Two API instances and the files of a library.</summary>
public sealed class WalkTests(TestServers servers)
{
    // Enough for several chunks of jobs.
    private const int Files = 3_000, PageSize = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_walk_whose_api_is_killed_queues_each_file_once_and_each_end_is_on_one_page()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var music = deployment.Folder.File("music");
        Directory.CreateDirectory(music);
        foreach (var number in Enumerable.Range(0, Files)) await File.WriteAllTextAsync(Path.Combine(music, $"{number}.mp3"), "no music", Token);
        deployment["Libraries:music"] = music;
        var killed = await deployment.StartApiAsync(Token);
        await killed.WaitUntilReadyAsync(Token);

        using var created = await killed.Client.PostAsJsonAsync("/api/v1/batches", new { library = "music" }, Token);
        var batch = (await created.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<BatchResponse>(Token))!;
        await Until.TrueAsync(async () => (await BatchAsync(killed, batch.Id)).Total > 0, Limit);
        killed.Process.Send(Signal.Kill);
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        var reading = ReadEndedAsync(api, batch.Id);
        await Until.TrueAsync(async () => (await BatchAsync(api, batch.Id)).Walk!.State != WalkState.Walking, Limit);

        var walked = await BatchAsync(api, batch.Id);
        Assert.Equal((WalkState.Done, Files), (walked.Walk!.State, walked.Total));
        deployment.StartWorker();
        await Until.TrueAsync(async () => (await BatchAsync(api, batch.Id)).States[Contracts.JobState.Failed] >= PageSize, Limit);
        using var canceled = await api.Client.PostAsync($"/api/v1/batches/{batch.Id}/cancel", null, Token);
        canceled.EnsureSuccessStatusCode();
        var ended = await reading;
        Assert.Equal(Files, ended.Count);
        Assert.Equal(Files, ended.Distinct().Count());
    }

    private static async Task<BatchResponse> BatchAsync(ApiProgram api, Guid id) =>
        (await api.Client.GetFromJsonAsync<BatchResponse>($"/api/v1/batches/{id}", Token))!;

    /// <summary>Reads the pages of ended jobs until the last one.</summary>
    private static async Task<List<string>> ReadEndedAsync(ApiProgram api, Guid batch)
    {
        var paths = new List<string>();
        string? after = null;
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/batches/{batch}/ended?pageSize={PageSize}{after}");
            request.Headers.Add("Prefer", "wait=5");
            using var response = await api.Client.SendAsync(request, Token);
            var page = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<EndedJobsResponse>(Token))!;
            paths.AddRange(page.Items.Select(job => job.Source!.Path));
            if (page.Complete) return paths;
            after = $"&after={Uri.EscapeDataString(page.Cursor)}";
        }
    }
}
