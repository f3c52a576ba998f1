using System.CommandLine;
using GenreQueue.Analysis.Training;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Which labelled tracks to work on.</summary>
internal sealed class DataOptions
{
    private readonly Option<FileInfo?> _features = new("--features") { Description = "Feature table (CSV: track, genre, f0, f1 …), as 'genrequeue features' writes it.", HelpName = "FILE.csv" };
    private readonly Option<string[]> _genres = new("--genres")
    {
        Description = "Genres to keep, separated by commas; all of them by default.",
        HelpName = "a,b,c",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };
    private readonly Option<bool> _dropDuplicates = new("--drop-duplicates") { Description = "Leave out tracks whose features equal those of an earlier one." };

    public IEnumerable<Option> All => [_features, _genres, _dropDuplicates];

    /// <exception cref="UsageException">No table is named, or it lacks a genre.</exception>
    public Task<LabelledTracks> LoadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = parsed.GetValue(_features) ?? throw new UsageException("Name a feature table with --features.");
        var table = FeatureTable.Load(file.FullName);
        if (parsed.GetValue(_genres) is { Length: > 0 } genres)
        {
            if (genres.FirstOrDefault(genre => !table.Genres.Contains(genre)) is { } missing)
                throw new UsageException($"There is no genre '{missing}' here; there are {string.Join(", ", table.Genres)}.");
            table = table.Only(genres);
        }
        if (!parsed.GetValue(_dropDuplicates)) return Task.FromResult(new LabelledTracks(file.Name, table, DuplicatesDropped: null));
        var distinct = table.WithoutDuplicates();
        return Task.FromResult(new LabelledTracks(file.Name, distinct, table.Rows.Count - distinct.Rows.Count));
    }
}

/// <param name="Source">Name of the file or folder they come from.</param>
/// <param name="Table">The tracks.</param>
/// <param name="DuplicatesDropped">How many were left out; null when duplicates were not looked for.</param>
internal sealed record LabelledTracks(string Source, FeatureTable Table, int? DuplicatesDropped);
