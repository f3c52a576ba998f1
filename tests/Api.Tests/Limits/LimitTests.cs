using System.Net;
using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Tests.Limits;

public sealed class LimitTests(Apis apis)
{
    [Fact]
    public async Task Upload_is_rejected_while_the_disk_is_nearly_full()
    {
        await using var api = await apis.NewAsync(Database.Sqlite, ("Api:MinFreeDiskMegabytes", "10000000"));
        using var response = await api.CreateClient().UploadAsync(TestTrack.Of("pop"));
        await response.ShouldBeProblemAsync(HttpStatusCode.InsufficientStorage, ProblemCodes.InsufficientStorage);
        Assert.Empty(Directory.GetFiles(api.UploadFolder));
    }

    [Theory, OnBothDatabases]
    public async Task Upload_is_rejected_while_too_many_jobs_are_queued(Database database)
    {
        await using var api = await apis.NewAsync(database, ("Api:MaxQueuedJobs", "1"), ("Worker:Slots", "1"));
        var client = api.CreateClient();
        var gate = Guid.NewGuid().ToString();

        // One job is running and others are queued, which the next count notices.
        HttpResponseMessage response;
        var posted = 0;
        do
        {
            response = await client.UploadAsync(TestTrack.Held(gate));
        }
        while (response.StatusCode == HttpStatusCode.Accepted && ++posted < 10_000);
        await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCodes.QueueFull);
        Assert.NotNull(response.Headers.RetryAfter);
        api.Tracks.Release(gate);
    }

    [Fact]
    public async Task Upload_is_rejected_when_all_slots_and_waiting_places_are_taken()
    {
        await using var api = await apis.NewAsync(Database.Sqlite, ("Api:MaxConcurrentUploads", "1"), ("Api:MaxWaitingUploads", "0"));
        var client = api.CreateClient();
        var end = new TaskCompletionSource();
        Task<HttpResponseMessage> Hold() =>
            api.CreateDefaultClient().PostAsync("/api/v1/jobs?fileName=a.mp3", new HeldContent(end.Task), TestContext.Current.CancellationToken);
        var slow = Hold();

        HttpResponseMessage? refused = null;
        await Until.TrueAsync(async () =>
        {
            // The other upload may have got the only slot first.
            if (slow.IsCompleted) slow = Hold();
            refused = await client.UploadAsync(TestTrack.Of("pop"));
            return refused.StatusCode != HttpStatusCode.Accepted;
        });
        await refused!.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCodes.TooManyUploads);
        Assert.NotNull(refused!.Headers.RetryAfter);
        end.SetResult();
        using var accepted = await slow;
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    [Fact]
    public async Task Upload_that_exceeds_the_deadline_is_aborted()
    {
        await using var api = await apis.NewAsync(Database.Sqlite, ("Api:UploadDeadlineSeconds", "1"));
        var never = new TaskCompletionSource();
        using var response = await api.CreateDefaultClient().PostAsync("/api/v1/jobs?fileName=a.mp3", new HeldContent(never.Task), TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.RequestTimeout, ProblemCodes.UploadTimeout);
        Assert.Empty(Directory.GetFiles(api.UploadFolder));
        never.SetResult();
    }

    /// <summary>An audio body that stays incomplete until the test completes it.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly Task _end;

        public HeldContent(Task end)
        {
            this._end = end;
            Headers.ContentType = new("audio/mpeg");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(TestTrack.Of("pop"));
            await stream.FlushAsync();
            await _end;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
