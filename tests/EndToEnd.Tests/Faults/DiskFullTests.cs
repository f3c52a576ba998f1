using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using Microsoft.AspNetCore.Mvc;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>The disk of the uploads is full. It is a file system in memory that only the API sees.</summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private const int Megabytes = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_full_disk_refuses_uploads_with_507_stores_nothing_and_heals()
    {
        await using var deployment = Deployment.Embedded();
        deployment["Api:MinFreeDiskMegabytes"] = "0";
        await SmallDisk.UseAsync(deployment, Megabytes, Token);
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        var uploads = $"/proc/{api.Process.Id}/root{deployment.Uploads}";
        Assert.Equal(JobState.Succeeded, await ClassifyAsync(api, seed: 1));

        var ballast = Path.Combine(uploads, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[(Megabytes * 1024 * 1024) - 200_000], Token);
        var small = TestFile.Song(2, seconds: 1);
        var large = TestFile.Song(3, seconds: 30);
        List<HttpResponseMessage> answers = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(api, Stream(large))))];
        answers.Add(await SendAsync(api, new ByteArrayContent(large.Content)));

        // The first file of this request fits, the second does not.
        answers.Add(await SendAsync(api, new MultipartFormDataContent { { new ByteArrayContent(small.Content), "file", small.Name }, { Stream(large), "file", large.Name } }));

        foreach (var answer in answers)
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<ProblemDetails>(Token);
            Assert.Equal(ProblemCodes.InsufficientStorage, $"{problem!.Extensions["code"]}");
            answer.Dispose();
        }
        Assert.Single((await api.Client.GetFromJsonAsync<JobListResponse>("/api/v1/jobs", Token))!.Items);
        await Until.TrueAsync(() => Directory.GetFiles(uploads).SequenceEqual([ballast]));

        File.Delete(ballast);
        Assert.Equal(JobState.Succeeded, await ClassifyAsync(api, seed: 4));
        await Until.TrueAsync(() => Directory.GetFiles(uploads).Length == 0);
        output.WriteLine($"{answers.Count} uploads were refused.");
    }

    private static async Task<JobState> ClassifyAsync(ApiProgram api, int seed)
    {
        var job = await api.PostAsync(TestFile.Song(seed, seconds: 30), Priority.Interactive, Token);
        return (await api.WaitForEndAsync(job.Id, Limit, Token)).State;
    }

    private static Task<HttpResponseMessage> SendAsync(ApiProgram api, HttpContent content)
    {
        content.Headers.ContentType ??= new MediaTypeHeaderValue("audio/wav");
        return api.Client.PostAsync("/api/v1/jobs?fileName=song.wav", content, Token);
    }

    /// <summary>Content of unannounced length, so that the service cannot refuse it before it writes.</summary>
    private static StreamContent Stream(TestFile file) => new(new UnknownLengthStream(file.Content));

    private sealed class UnknownLengthStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
