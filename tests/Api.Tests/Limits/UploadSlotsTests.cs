using GenreQueue.Api.Configuration;
using GenreQueue.Api.Limits;
using GenreQueue.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Api.Tests.Limits;

public sealed class UploadSlotsTests
{
    [Fact]
    public async Task An_upload_waits_for_a_slot_as_long_as_another_one_may_take()
    {
        var time = new FakeTimeProvider();
        await using var slots = new UploadSlots(Options.Create(new ApiOptions { MaxConcurrentUploadsPerClient = 1, UploadDeadlineSeconds = 900 }), time);
        var first = await slots.TakeAsync(new DefaultHttpContext());
        var second = slots.TakeAsync(new DefaultHttpContext());
        var third = slots.TakeAsync(new DefaultHttpContext());
        time.Advance(TimeSpan.FromSeconds(899));
        Assert.False(second.IsCompleted);
        first.Dispose();
        using var slot = await second;

        time.Advance(TimeSpan.FromSeconds(1));
        var refused = await Assert.ThrowsAsync<ApiException>(() => third);
        Assert.Equal((503, ProblemCodes.TooManyUploads), (refused.Status, refused.Code));
    }
}
