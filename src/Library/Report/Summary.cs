using GenreQueue.Contracts;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>Counts the entries of a library, and keeps a bounded number of them to be listed.</summary>
internal sealed class Summary
{
    private const int MaxListed = 300;
    private const int MaxPerCode = 30;
    private const int MaxInAlbums = 5_000;

    /// <summary>Number of entries by action.</summary>
    public Dictionary<PlanAction, int> Actions { get; } = Enum.GetValues<PlanAction>().ToDictionary(action => action, _ => 0);

    /// <summary>Number of entries.</summary>
    public int Files { get; private set; }

    /// <summary>Number of files without a genre in their tags before the run. Files that failed do not count.</summary>
    public int Untagged { get; private set; }

    /// <summary>Number of files by genre.</summary>
    public Dictionary<string, GenreCount> Genres { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Files for review, the most probable first.</summary>
    public Bounded<PlanEntry> Review { get; } = new(MaxListed);

    /// <summary>Files that an audit found without a genre, the most probable first.</summary>
    public Bounded<PlanEntry> WithoutGenre { get; } = new(MaxListed);

    /// <summary>Failures by code.</summary>
    public SortedDictionary<string, Bounded<PlanEntry>> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>Files whose tags disagree with their sound, the most probable first; without those for review.</summary>
    public Bounded<PlanEntry> Disagreements { get; } = new(MaxListed);

    /// <summary>Number of files by the first genre in the tags and the first of the sound, where they disagree.</summary>
    public Dictionary<(string Tag, string Sound), int> Pairs { get; } = [];

    /// <summary>The first files of the library by folder, whose path is relative to the root and empty for the root itself.</summary>
    public SortedDictionary<string, List<PlanEntry>> Albums { get; } = new(StringComparer.Ordinal);

    /// <summary>Number of files that are not in <see cref="Albums"/>.</summary>
    public int Unlisted { get; private set; }

    public void Add(PlanEntry entry)
    {
        Files++;
        Actions[entry.Action]++;
        if (entry is { Existing.Count: 0, Action: not PlanAction.Fail, Reason: not PlanReasons.Linked }) Untagged++;
        foreach (var genre in entry.GenresAfter().Distinct(StringComparer.OrdinalIgnoreCase)) CountGenre(entry, genre);
        if (entry.Action == PlanAction.Review) ListOf(entry)?.Add(entry, entry.Outcome == Outcome.NotMusic ? 0 : entry.Probability ?? 0);
        if (entry.Action == PlanAction.Fail) AddFailure(entry);
        if (entry.Agrees() == false && (entry.Action != PlanAction.Review || entry.Reason == AuditFinding.Disagrees)) AddDisagreement(entry);
        AddToAlbum(entry);
    }

    private Bounded<PlanEntry>? ListOf(PlanEntry entry) => entry.Reason switch
    {
        AuditFinding.Disagrees => null,   // listed with the disagreements
        AuditFinding.NoGenre => WithoutGenre,
        _ => Review,
    };

    private void CountGenre(PlanEntry entry, string genre)
    {
        if (!Genres.TryGetValue(genre, out var count)) Genres[genre] = count = new GenreCount(genre);
        if (entry.Existing.Contains(genre, StringComparer.OrdinalIgnoreCase)) count.Tagged++;
        else count.Named++;
    }

    private void AddFailure(PlanEntry entry)
    {
        if (!Failures.TryGetValue(entry.Reason, out var failures)) Failures[entry.Reason] = failures = new Bounded<PlanEntry>(MaxPerCode);
        failures.Add(entry);
    }

    private void AddDisagreement(PlanEntry entry)
    {
        Disagreements.Add(entry, entry.Probability ?? 0);
        var pair = (entry.Existing[0], entry.Proposed[0]);
        Pairs[pair] = Pairs.GetValueOrDefault(pair) + 1;
    }

    private void AddToAlbum(PlanEntry entry)
    {
        if (Files > MaxInAlbums)
        {
            Unlisted++;
            return;
        }
        var slash = entry.Path.LastIndexOf('/');
        var folder = slash < 0 ? "" : entry.Path[..slash];
        if (!Albums.TryGetValue(folder, out var files)) Albums[folder] = files = [];
        files.Add(entry);
    }
}

/// <summary>How many files have a genre.</summary>
internal sealed class GenreCount(string genre)
{
    public string Genre => genre;

    /// <summary>Files that had it in their tags before the run.</summary>
    public int Tagged { get; set; }

    /// <summary>Files for which the run named it.</summary>
    public int Named { get; set; }

    public int Files => Tagged + Named;
}
