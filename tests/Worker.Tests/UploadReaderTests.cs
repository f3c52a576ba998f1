using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace GenreQueue.Worker.Tests;

public sealed class UploadReaderTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private readonly IUploadStore _store = Substitute.For<IUploadStore>();
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.Zero };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private UploadReader Reader => new(_store, _time, NullLogger<UploadReader>.Instance);

    [Fact]
    public async Task An_upload_is_opened_once_the_store_is_available_again()
    {
        var file = Substitute.For<IUploadFile>();
        _store.OpenAsync(Key, Arg.Any<CancellationToken>())
            .Returns(_ => throw new IOException("Unavailable."), _ => throw new IOException("Unavailable."), _ => Task.FromResult(file));

        var opening = Reader.OpenAsync(Key, Token);

        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(50, Token);
        Assert.False(opening.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(file, await opening.WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    [Fact]
    public async Task A_store_that_stays_unavailable_fails_after_the_time_limit()
    {
        _store.OpenAsync(Key, Arg.Any<CancellationToken>()).ThrowsAsync(new IOException("Unavailable."));
        var startedAt = _time.GetTimestamp();

        var opening = Reader.OpenAsync(Key, Token);
        while (!opening.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Token);
        }

        await Assert.ThrowsAsync<IOException>(() => opening);
        Assert.InRange(_time.GetElapsedTime(startedAt), UploadReader.RetryTimeout, UploadReader.RetryTimeout + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task An_upload_that_does_not_exist_fails_at_once()
    {
        _store.OpenAsync(Key, Arg.Any<CancellationToken>()).ThrowsAsync(new FileNotFoundException());

        await Assert.ThrowsAsync<FileNotFoundException>(() => Reader.OpenAsync(Key, Token));

        await _store.Received(1).OpenAsync(Key, Arg.Any<CancellationToken>());
    }
}
