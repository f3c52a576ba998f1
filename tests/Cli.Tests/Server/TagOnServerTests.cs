using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Cli.Tests.Server;

public sealed class TagOnServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("tag-server");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Files_are_tagged_by_a_service_that_gets_them_or_has_them()
    {
        await using var service = new Service();
        service.UseKestrel(0);
        service.StartServer();
        var address = service.ClientOptions.BaseAddress.ToString();
        var there = Directory.CreateDirectory(Path.Combine(service.Music, "album")).FullName;
        AudioEncoder.Encode(Synthesis.Music(2), AudioEncoding.Flac16, Path.Combine(there, "a.flac"));
        Directory.CreateDirectory(_folder.File("music"));
        File.Copy(Path.Combine(there, "a.flac"), _folder.File("music/a.flac"));

        // In an order in which nothing is known before.
        Assert.Equal((0, true), await TagAsync("one", "--server", address, "--library", "music/album"));
        Assert.Equal(1, service.Calls["rock"]);
        Assert.Equal((0, true), await TagAsync("two", "--server", address, "--write"));
        Assert.Equal(2, service.Calls["rock"]);
        Assert.Equal((0, false), await TagAsync("two", "--server", address));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_service_that_is_away_is_one_sentence()
    {
        using var command = GenreQueueCommand.StartWithState(_folder.File("state"), "tag", "--server", "http://127.0.0.1:1", _folder.Path);
        var ended = await command.EndAsync();
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error: The service at http://127.0.0.1:1/ cannot be reached: ", ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.TrimEnd().Split('\n'));
    }

    private async Task<(int ExitCode, bool IsRock)> TagAsync(string state, params string[] options)
    {
        using var command = GenreQueueCommand.StartWithState(_folder.File(state), ["tag", _folder.File("music"), "--json", .. options]);
        var ended = await command.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.Output + ended.Error);
        Assert.DoesNotContain("canceled", ended.Error, StringComparison.Ordinal);
        return (ended.ExitCode, ended.Output.Contains("\"proposed\":[\"rock\"]", StringComparison.Ordinal));
    }
}
