using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Library;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Library;

/// <summary>A library of hundreds of files, of which each way of working tags a copy.</summary>
public sealed class LibraryTests(TestServers servers)
{
    private const int Files = 300, Formats = 12, Genres = 4;

    // The service does not follow a link out of the library.
    private const string Outside = "Links/outside.flac";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public async Task Locally_by_uploads_and_by_reference_the_same_genres_are_written_and_undo_brings_every_tag_back()
    {
        using var folder = new TemporaryFolder("library");
        var original = await TestLibrary.CreateAsync(folder.File("original"));
        var before = await LibrarySnapshot.TakeAsync(original);
        var (local, uploads, reference) = (await CopyAsync("local"), await CopyAsync("uploads"), await CopyAsync("reference"));
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        deployment["Libraries:music"] = reference.Library.Music;
        var api = await deployment.StartApiAsync(Token);
        deployment.StartWorker("worker 1");
        deployment.StartWorker("worker 2");
        await api.WaitUntilReadyAsync(Token);

        await Task.WhenAll(
            local.TagAsync([], Token), uploads.TagAsync(["--server", api.Address], Token), reference.TagAsync(["--server", api.Address, "--library", "music"], Token));

        AssertVariety(local);
        AssertSame(local, uploads);
        AssertSame(local, reference, exceptFor: Outside);
        var audio = await AudioOfAsync(original, local);
        Assert.Equal(audio, await AudioOfAsync(local.Library, local));
        await Task.WhenAll(local.UndoAsync(Token), uploads.UndoAsync(Token), reference.UndoAsync(Token));
        Assert.Equal(audio, await AudioOfAsync(local.Library, local));

        async Task<TaggedLibrary> CopyAsync(string name) =>
            new(await original.CopyAsync(folder.File(name)), before, folder.File($"{name}-state"));
    }

    private static void AssertVariety(TaggedLibrary library)
    {
        Assert.InRange(library.Decisions.Count, Files, int.MaxValue);
        Assert.InRange(library.Written.Select(entry => Path.GetExtension(entry.Path)).Distinct().Count(), Formats, int.MaxValue);
        Assert.InRange(library.Written.SelectMany(entry => entry.Proposed).Distinct().Count(), Genres, int.MaxValue);
        Assert.Contains(library.Written, entry => entry.Existing.Count > 1);
    }

    private static void AssertSame(TaggedLibrary expected, TaggedLibrary actual, string? exceptFor = null) => Assert.Equal(
        expected.Decisions.Where(pair => pair.Key != exceptFor).Select(pair => pair.Value).Order(StringComparer.Ordinal),
        actual.Decisions.Where(pair => pair.Key != exceptFor).Select(pair => pair.Value).Order(StringComparer.Ordinal));

    // In a truncated file ffmpeg takes what follows for the rest of the audio.
    private static async Task<IReadOnlyList<string>> AudioOfAsync(TestLibrary library, TaggedLibrary written)
    {
        string[] paths = [.. written.Written.Select(entry => entry.Path).Where(path => !path.StartsWith("Broken/", StringComparison.Ordinal))];
        var hashes = await AudioHashes.OfAsync([.. paths.Select(path => Path.Combine(library.Music, path))]);
        return [.. paths.Zip(hashes, (path, hash) => $"{path} {hash}")];
    }
}
