namespace GenreQueue.Library.Journal;

/// <summary>Reads the journals of the runs.</summary>
/// <param name="folder">The folder of the journals; it need not exist.</param>
public sealed class RunJournals(string folder)
{
    /// <summary>Names the last run that took no other back, where the id of a run is expected.</summary>
    public const string Last = "last";

    /// <summary>The runs, oldest first.</summary>
    /// <exception cref="IOException">A journal cannot be read.</exception>
    public IReadOnlyList<RunRecord> List()
    {
        // Of two runs within a second, the ids do not tell which was first.
        var runs = Paths().Select(Read).OfType<RunRecord>().OrderBy(run => run.Header.Started).ToList();
        var undoneBy = new Dictionary<string, string>();
        // The newest first, so that a run knows whether it was itself taken back before it takes another back.
        foreach (var run in Enumerable.Reverse(runs))
        {
            if (run.Header.Undoes is { } undone && !undoneBy.ContainsKey(run.Id) && run.Written > 0) undoneBy.TryAdd(undone, run.Id);
        }
        return [.. runs.Select(run => run with { UndoneBy = undoneBy.GetValueOrDefault(run.Id) })];
    }

    /// <summary>Finds a run by its id, by the beginning of its id, or by <see cref="Last"/>.</summary>
    /// <exception cref="KeyNotFoundException">No run has this id, or several begin with it; the message says so.</exception>
    /// <exception cref="IOException">A journal cannot be read.</exception>
    public RunRecord Find(string id)
    {
        var runs = List();
        if (id == Last) return runs.LastOrDefault(run => run.Header.Undoes is null) ?? throw new KeyNotFoundException("There is no run yet that wrote files.");
        var found = runs.Where(run => id.Length > 0 && run.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
        return found switch
        {
            [var run] => run,
            [] => throw new KeyNotFoundException($"There is no run '{id}'. 'genrequeue runs' lists the runs."),
            _ => throw new KeyNotFoundException($"Several runs begin with '{id}': {string.Join(", ", found.Select(run => run.Id))}."),
        };
    }

    /// <summary>Yields the files of a run in the order in which it wrote them, without holding them all in memory.</summary>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public IEnumerable<RunFile> Files(RunRecord run)
    {
        var after = new Dictionary<int, AfterEntry>();
        foreach (var entry in Lines(PathOf(run.Id)).Select(line => line.After).OfType<AfterEntry>()) after[entry.File] = entry;
        foreach (var before in Lines(PathOf(run.Id)).Select(line => line.Before).OfType<BeforeEntry>())
        {
            yield return new RunFile(Path.GetFullPath(Path.Combine(run.Header.Root, before.Path)), before, after.GetValueOrDefault(before.File));
        }
    }

    /// <summary>The runs whose journals have no end, oldest first. Looks at the end of each journal first, since they may be many and long.</summary>
    internal IReadOnlyList<RunRecord> Unfinished() => [.. Paths().Where(path => !HasEnd(path)).Select(Read).OfType<RunRecord>()];

    /// <summary>Opens the journal of a run that was killed, to complete it.</summary>
    internal RunJournal Reopen(RunRecord run) => RunJournal.Reopen(PathOf(run.Id), run);

    private IEnumerable<string> Paths() =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + RunJournal.Extension).Order(StringComparer.Ordinal) : [];

    private string PathOf(string id) => Path.Combine(folder, id + RunJournal.Extension);

    private static RunRecord? Read(string path)
    {
        RunHeader? header = null;
        RunEnd? end = null;
        var (files, written, ended) = (0, 0, 0);
        foreach (var line in Lines(path))
        {
            header ??= line.Run;
            end = line.End ?? end;
            if (line.Before is { } before) files = before.File + 1;
            if (line.After is not null) ended++;
            if (line.After is { Outcome: FileOutcome.Written }) written++;
        }
        // A run that was killed while it began has no header, and has touched nothing.
        return header is null ? null : new RunRecord(Path.GetFileNameWithoutExtension(path), header, end, files, written, files - ended, UndoneBy: null);
    }

    private static bool HasEnd(string path)
    {
        const int LongestEnd = 1_024;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Max(0, file.Length - LongestEnd);
        using var text = new StreamReader(file);
        return text.ReadToEnd().Split('\n') is [.., var last, ""] && JournalLine.Parse(last)?.End is not null;
    }

    private static IEnumerable<JournalLine> Lines(string path) => File.ReadLines(path).Select(JournalLine.Parse).OfType<JournalLine>();
}
