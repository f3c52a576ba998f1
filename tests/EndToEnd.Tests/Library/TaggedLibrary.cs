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
        var written = Written.ToDictionary(entry => entry.Path);
        Assert.Equal(before.Content.Keys.Order(), after.Content.Keys.Order());
        foreach (var (path, tags) in after.Tags)
        {
            if (!written.ContainsKey(path)) Assert.True(before.Content[path] == after.Content[path], $"{path} changed.");
            Assert.True(before.Tags[path].Other.SequenceEqual(tags.Other), $"{path}:\n{string.Join('\n', before.Tags[path].Other)}\nbecame\n{string.Join('\n', tags.Other)}");
            Assert.Empty(tags.Own);
        }
        foreach (var entry in Written) Assert.True(after.Content[entry.Path] != before.Content[entry.Path], $"{entry.Path} did not change.");
        Assert.Single(_command.Runs);
    }

    /// <summary>Takes the run back, and checks that every tag is as it was.</summary>
    public async Task UndoAsync(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await _command.RunAsync(["undo", Assert.Single(_command.Runs)], cancellationToken);
        Assert.True(exitCode == 0, $"Exit code {exitCode}:\n{output}");

        var after = await LibrarySnapshot.TakeAsync(library);
        Assert.Equal(before.Content.Keys.Order(), after.Content.Keys.Order());
        foreach (var (path, tags) in after.Tags)
        {
            Assert.True(before.Tags[path].GenreText == tags.GenreText, $"{path}: {before.Tags[path].GenreText} became {tags.GenreText}");
            Assert.True(before.Tags[path].Other.SequenceEqual(tags.Other), path);
            Assert.True(before.RawGenres[path] == after.RawGenres[path], $"{path}:\n{before.RawGenres[path]}\nbecame\n{after.RawGenres[path]}");
        }
    }
}
