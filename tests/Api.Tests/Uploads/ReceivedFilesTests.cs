using GenreQueue.Api.Uploads;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace GenreQueue.Api.Tests.Uploads;

public sealed class ReceivedFilesTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_that_are_not_committed_are_deleted()
    {
        await using var api = await apis.NewAsync(Database.Sqlite);
        var receiver = api.Services.GetRequiredService<UploadReceiver>();
        string kept;
        await using (var files = receiver.Begin())
        {
            foreach (var name in new[] { "a.mp3", "b.mp3", "c.mp3" })
                await receiver.ReceiveAsync(files, new MemoryStream(TestTrack.Of("pop")), name, Cancellation);
            Assert.Equal(["a.mp3", "b.mp3", "c.mp3"], files.Select(file => file.FileName));
            Assert.Equal(3, Directory.GetFiles(api.UploadFolder).Length);
            kept = files[1].Upload.Key;
            files.Commit([kept]);
        }
        Assert.Equal([kept], Directory.GetFiles(api.UploadFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Error_in_the_request_deletes_all_files()
    {
        await using var api = await apis.NewAsync(Database.Sqlite);
        var receiver = api.Services.GetRequiredService<UploadReceiver>();
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await using var files = receiver.Begin();
            await receiver.ReceiveAsync(files, new MemoryStream(TestTrack.Of("pop")), "a.mp3", Cancellation);
            throw new InvalidDataException();
        });
        Assert.Empty(Directory.GetFiles(api.UploadFolder));
    }

    [Fact]
    public async Task File_that_cannot_be_deleted_does_not_fail_the_request()
    {
        await using var api = await apis.NewAsync(Database.Sqlite);
        var janitor = api.Services.GetRequiredService<UploadJanitor>();
        await using var files = new ReceivedFiles(janitor);
        var folder = Path.Combine(api.UploadFolder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path.Combine(folder, "not empty"));
        files.Add(new ReceivedFile(new StoredUpload(Path.GetFileName(folder), 1, ""), "a.mp3"));
    }

    [Fact]
    public async Task Store_that_does_not_respond_delays_the_request_for_a_limited_time()
    {
        var store = Substitute.For<IUploadStore>();
        store.DeleteAsync(Arg.Any<string>(), Arg.Any<CancellationToken>()).Returns(call => Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>()));
        var time = new FakeTimeProvider();
        var files = new ReceivedFiles(new UploadJanitor(store, Options.Create(new UploadOptions()), time, NullLogger<UploadJanitor>.Instance));
        foreach (var key in new[] { "1", "2" }) files.Add(new ReceivedFile(new StoredUpload(key, 1, ""), "a.mp3"));

        var disposal = files.DisposeAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(disposal.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await disposal.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        await store.Received(2).DeleteAsync(Arg.Any<string>(), Arg.Any<CancellationToken>());
    }
}
