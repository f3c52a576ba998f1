using GenreQueue.Fixtures.Library;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Library;

/// <summary>A library of hundreds of files, tagged in each way of working.</summary>
public sealed class LibraryTests
{
    private const int Files = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Only_genres_change_and_undo_brings_them_back()
    {
        using var folder = new TemporaryFolder("library");
        var original = await TestLibrary.CreateAsync(folder.File("original"));
        var before = await LibrarySnapshot.TakeAsync(original);
        var local = new TaggedLibrary(await original.CopyAsync(folder.File("local")), before, folder.File("local-state"));

        await local.TagAsync([], Token);

        AssertVariety(local);
        string[] written = [.. local.Written.Select(entry => entry.Path)];
        var audio = await AudioHashes.OfAsync([.. written.Select(path => Path.Combine(original.Music, path))]);
        Assert.Equal(audio, await AudioHashes.OfAsync([.. written.Select(path => Path.Combine(local.Library.Music, path))]));
        await local.UndoAsync(Token);
        Assert.Equal(audio, await AudioHashes.OfAsync([.. written.Select(path => Path.Combine(local.Library.Music, path))]));
    }

    private static void AssertVariety(TaggedLibrary library)
    {
        Assert.InRange(library.Decisions.Count, Files, int.MaxValue);
        Assert.InRange(library.Written.Select(entry => Path.GetExtension(entry.Path)).Distinct().Count(), 12, int.MaxValue);
        Assert.InRange(library.Written.SelectMany(entry => entry.Proposed).Distinct().Count(), 4, int.MaxValue);
        Assert.Contains(library.Written, entry => entry.Existing.Count > 1);
    }
}
