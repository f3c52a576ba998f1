using System.CommandLine;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Cli.Classify;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Which labelled tracks to work on.</summary>
internal sealed class DataOptions
{
    private readonly Option<FileInfo?> _features = new("--features") { Description = "A table of features, as 'genrequeue features' writes it.", HelpName = "file.csv" };
    private readonly Option<DirectoryInfo?> _dataset = new("--dataset")
    {
        Description = "Instead of a table: a folder of audio with one folder for each genre. To evaluate it several times, extract a table once with 'genrequeue features'.",
        HelpName = "dir",
    };
    private readonly Option<string[]> _genres = new("--genres")
    {
        Description = "Genres to keep, separated by commas [default: all].",
        HelpName = "a,b,c",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };
    private readonly Option<bool> _dropDuplicates = new("--drop-duplicates") { Description = "Leave out tracks whose features equal those of an earlier one." };

    /// <summary>For commands that work on a table alone.</summary>
    public IEnumerable<Option> TableOptions => [_features, _genres, _dropDuplicates];

    public IEnumerable<Option> All => [_features, _dataset, _genres, _dropDuplicates];

    /// <summary>The table that was named.</summary>
    /// <exception cref="UsageException">None was.</exception>
    public FileInfo Table(ParseResult parsed) => parsed.GetValue(_features) ?? throw new UsageException("Name a table of features with --features.");

    /// <summary>Reads the table that was named.</summary>
    /// <exception cref="UsageException">None was, or it lacks a genre.</exception>
    public LabelledTracks Load(ParseResult parsed)
    {
        var file = Table(parsed);
        return Choose(parsed, file.Name, FeatureTable.Load(file.FullName), failed: 0);
    }

    /// <summary>Reads the table, or extracts the features of the data set.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">Features to extract; a table is taken as it is.</param>
    /// <param name="cancellationToken">Stops the extraction.</param>
    /// <exception cref="UsageException">Neither or both are named, or there is a genre missing.</exception>
    public async Task<LabelledTracks> LoadAsync(ParseResult parsed, FeatureKind kind, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_dataset) is not { } dataset) return Load(parsed);
        if (parsed.GetValue(_features) is not null) throw new UsageException("--features and --dataset are two sources of tracks; choose one.");
        var extracted = await Dataset.ExtractAsync(dataset, parsed.GetValue(_genres) ?? [], kind, cancellationToken);
        return Choose(parsed, dataset.Name, extracted.Table, extracted.Failed);
    }

    private LabelledTracks Choose(ParseResult parsed, string source, FeatureTable all, int failed)
    {
        // Duplicates first, as when a model is trained: of two equal tracks in two genres the later one is a fault of the
        // table, whichever genres are looked at.
        bool drop = parsed.GetValue(_dropDuplicates);
        var table = drop ? all.WithoutDuplicates() : all;
        int? dropped = drop ? all.Rows.Count - table.Rows.Count : null;
        if (parsed.GetValue(_genres) is not { Length: > 0 } genres) return new LabelledTracks(source, table, dropped, failed);
        if (genres.FirstOrDefault(genre => !table.Genres.Contains(genre)) is { } missing)
            throw new UsageException($"There is no genre '{missing}' here; there are {string.Join(", ", table.Genres)}.");
        return new LabelledTracks(source, table.Only(genres), dropped, failed);
    }
}

/// <param name="Source">Name of the file or folder they come from.</param>
/// <param name="Table">The tracks.</param>
/// <param name="DuplicatesDropped">How many were left out of all genres together; null when duplicates were not looked for.</param>
/// <param name="Failed">How many files of a data set could not be used.</param>
internal sealed record LabelledTracks(string Source, FeatureTable Table, int? DuplicatesDropped, int Failed);
