using System.Net;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Api.Tests.Tus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GenreQueue.Api.Tests.Jobs;

public sealed class IdempotencyTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Repeated_request_gets_the_same_reply_and_creates_no_second_job(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var batch = (await client.CreateBatchAsync()).Id;
        var (track, key) = (TestTrack.Of("pop"), Guid.NewGuid().ToString());

        using var first = await client.UploadAsync(track, $"?batch={batch}", key: key);
        using var second = await client.UploadAsync(track, $"?batch={batch}", key: key);
        Assert.Equal(first.StatusCode, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await second.Content.ReadAsStringAsync(Cancellation));

        using var list = await client.GetAsync($"/api/v1/jobs?batch={batch}", Cancellation);
        Assert.Single((await list.ReadAsync<JobListResponse>()).Items);
    }

    [Theory, OnBothDatabases]
    public async Task Same_key_with_another_body_or_option_is_rejected(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var (track, key) = (TestTrack.Of("pop"), Guid.NewGuid().ToString());
        using var first = await client.UploadAsync(track, key: key);
        using var body = await client.UploadAsync(TestTrack.Of("pop"), key: key);
        await body.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, ProblemCodes.IdempotencyKeyReused);
        using var option = await client.UploadAsync(track, "?labels=single", key: key);
        await option.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, ProblemCodes.IdempotencyKeyReused);
    }

    [Theory, OnBothDatabases]
    public async Task Key_of_a_request_in_progress_is_a_conflict(Database database)
    {
        var api = await apis.GetAsync(database);
        var key = Guid.NewGuid().ToString();
        var request = new DefaultHttpContext().Request;
        request.Headers[IdempotencyKeys.Header] = $"\"{key}\"";
        var keys = api.Services.GetRequiredService<IdempotencyKeys>();
        Assert.NotNull(await keys.ReserveAsync(request, Cancellation));

        using var response = await api.CreateClient().UploadAsync(TestTrack.Of("pop"), key: key);
        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, ProblemCodes.IdempotencyKeyInFlight);

        await keys.ReleaseAsync(new IdempotencyRecord { Key = key });
        using var free = await api.CreateClient().UploadAsync(TestTrack.Of("pop"), key: key);
        Assert.Equal(HttpStatusCode.Accepted, free.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Rejected_request_does_not_use_up_its_key(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var key = Guid.NewGuid().ToString();
        using var refused = await client.UploadAsync([], key: key);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var accepted = await client.UploadAsync(TestTrack.Of("pop"), key: key);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    [Fact]
    public async Task Key_that_is_too_long_is_rejected()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.UploadAsync(TestTrack.Of("pop"), key: new string('k', 256));
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.BadRequest);
    }
}
