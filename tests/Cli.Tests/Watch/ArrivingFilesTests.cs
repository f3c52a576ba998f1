using System.Collections.Concurrent;
using GenreQueue.Cli.Tests.Library;
using GenreQueue.Cli.Watch;
using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Tests.Watch;

public sealed class ArrivingFilesTests : IDisposable
{
    private const int Timeout = 60_000;

    private readonly MusicFolder _music = new();
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly BlockingCollection<string> _found = [];

    public void Dispose()
    {
        _end.Cancel();
        _music.Dispose();
        _end.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task Files_are_found_as_they_arrive_by_whatever_way()
    {
        _music.AddContent("there.mp3", [1]);
        var watching = WatchAsync();
        AssertFound("there.mp3");
        _music.AddContent("copied.mp3", [1]);
        AssertFound("copied.mp3");
        File.WriteAllBytes(_music.PathOf(".part"), [1]);
        File.Move(_music.PathOf(".part"), _music.PathOf("renamed.mp3"));
        AssertFound("renamed.mp3");
        Directory.CreateDirectory(_music.State);
        File.WriteAllBytes(Path.Combine(_music.State, "moved.mp3"), [1]);
        Directory.Move(_music.State, _music.PathOf("album"));
        AssertFound("album/moved.mp3");
        File.WriteAllBytes(_music.PathOf("there.mp3"), [1, 2]);
        AssertFound("there.mp3");
        await EndAsync(watching);
    }

    [Fact(Timeout = Timeout)]
    public async Task Files_that_are_hidden_or_no_audio_or_gone_again_are_left_out()
    {
        var watching = WatchAsync();
        _music.AddContent(".hidden.mp3", [1]);
        _music.AddContent(".folder/a.mp3", [1]);
        _music.AddContent("cover.jpg", [1]);
        File.Delete(_music.AddContent("gone.mp3", [1]));
        _music.AddContent("last.mp3", [1]);
        AssertFound("last.mp3");
        await EndAsync(watching);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_file_that_grows_is_found_when_it_is_complete()
    {
        var watching = WatchAsync();
        using (var file = File.Create(_music.PathOf("growing.mp3")))
        {
            for (var i = 0; i < 10; i++)
            {
                file.WriteByte(1);
                file.Flush();
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
        AssertFound("growing.mp3");
        Assert.Equal(10, new FileInfo(_music.PathOf("growing.mp3")).Length);
        await EndAsync(watching);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_folder_may_vanish_and_come_back()
    {
        _music.AddContent("a.mp3", [1]);
        var watching = WatchAsync();
        AssertFound("a.mp3");
        Directory.Delete(_music.Root, recursive: true);
        _music.AddContent("b.mp3", [1]);
        AssertFound("b.mp3");
        await EndAsync(watching);
    }

    private Task WatchAsync() => Task.Run(async () =>
    {
        await foreach (var path in new ArrivingFiles([_music.Root], LinkPolicy.Follow, TimeSpan.FromMilliseconds(300), TimeSpan.FromHours(1), TimeProvider.System).FindAsync(_end.Token)) _found.Add(path);
    });

    private void AssertFound(string name) => Assert.Equal(_music.PathOf(name), _found.Take(_end.Token));

    private async Task EndAsync(Task watching)
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Empty(_found);
    }
}
