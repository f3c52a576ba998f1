using System.Text.Json;
using GenreQueue.Fixtures.Library;
using GenreQueue.Library.Plans;

namespace GenreQueue.EndToEnd.Tests.Library;

/// <summary>A copy of the test library that one run tags and one undo restores.</summary>
internal sealed class TaggedLibrary(TestLibrary library, LibrarySnapshot before, string stateFolder)
{
    private readonly LibraryCommand _command = new(stateFolder);
    private IReadOnlyList<PlanEntry> _entries = [];

    /// <summary>The library.</summary>
    public TestLibrary Library => library;

    /// <summary>What the run decided about each file, apart from its stamp, by relative path.</summary>
    public IReadOnlyDictionary<string, string> Decisions => _entries.ToDictionary(entry => entry.Path, entry => JsonSerializer.Serialize(entry with { Stamp = null }, PlanJson.Options));

    /// <summary>The files that were written.</summary>
    public IReadOnlyList<PlanEntry> Written => [.. _entries.Where(entry => entry.Action == PlanAction.Write)];

    /// <summary>Replaces the genres, and checks that nothing else changed.</summary>
    public async Task TagAsync(IEnumerable<string> options, CancellationToken cancellationToken)
    {
        var report = Path.Combine(library.Folder, "report.jsonl");
        var (exitCode, output) = await _command.RunAsync(
            ["tag", library.Music, "--write", "--mode", "replace", "--min-confidence", "0.4", "--report", report, .. options], cancellationToken);
        Assert.True(exitCode == 1, $"Broken files have to fail, and the rest has to be tagged. Exit code {exitCode}:\n{output}");
        _entries = [.. File.ReadLines(report).Select(line => JsonSerializer.Deserialize<PlanEntry>(line, PlanJson.Options)!)];

        var after = await LibrarySnapshot.TakeAsync(library);
        var written = Written.Select(entry => entry.Path).ToHashSet();
        Assert.Equal(before.Content.Keys.Order(), after.Content.Keys.Order());
        Assert.Empty(after.Tags.Keys.SelectMany(path => Changes(path, after, written.Contains(path))));
        Assert.Single(_command.Runs);
    }

    /// <summary>Takes the run back, and checks that every tag is as it was.</summary>
    public async Task UndoAsync(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await _command.RunAsync(["undo", Assert.Single(_command.Runs)], cancellationToken);
        Assert.True(exitCode == 0, $"Exit code {exitCode}:\n{output}");

        var after = await LibrarySnapshot.TakeAsync(library);
        Assert.Equal(before.Content.Keys.Order(), after.Content.Keys.Order());
        Assert.Empty(after.Tags.Keys.SelectMany(path => Leftovers(path, after)));
    }

    private IEnumerable<string> Changes(string path, LibrarySnapshot after, bool isWritten)
    {
        if (isWritten == (before.Content[path] == after.Content[path])) yield return $"{path}: {(isWritten ? "was not written" : "changed")}";
        if (after.Tags[path].Own.Count > 0) yield return $"{path}: has provenance";
        foreach (var lost in before.Tags[path].Other.Except(after.Tags[path].Other)) yield return $"{path}: lost {lost}";
        foreach (var added in after.Tags[path].Other.Except(before.Tags[path].Other)) yield return $"{path}: got {added}";
        if (before.Tags[path].Other.Count != after.Tags[path].Other.Count) yield return $"{path}: another number of tags";
    }

    private IEnumerable<string> Leftovers(string path, LibrarySnapshot after)
    {
        var (old, now) = (before.Tags[path], after.Tags[path]);
        if (old.GenreText != now.GenreText) yield return $"{path}: {old.GenreText} became {now.GenreText}";
        if (before.RawGenres[path] != after.RawGenres[path]) yield return $"{path}: {before.RawGenres[path]} became {after.RawGenres[path]}";
        if (!old.Other.SequenceEqual(now.Other)) yield return $"{path}: {string.Join("; ", old.Other)} became {string.Join("; ", now.Other)}";
    }
}
