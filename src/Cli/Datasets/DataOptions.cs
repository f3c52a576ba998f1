using System.CommandLine;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Termination;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Cli.Datasets;

/// <summary>Options that select the labelled tracks to work on.</summary>
internal sealed class DataOptions
{
    private readonly Option<FileInfo?> _features = new("--features") { Description = "A table of features, as written by 'genrequeue features'.", HelpName = "file.csv" };
    private readonly Option<DirectoryInfo?> _dataset = new("--dataset")
    {
        Description = "Instead of a table: a folder with one subfolder of audio files per genre. To evaluate it several times, extract a table once with 'genrequeue features'.",
        HelpName = "dir",
    };
    private readonly GenresOption _genres = new();
    private readonly Option<bool> _dropDuplicates = new("--drop-duplicates") { Description = "Leave out tracks whose features equal those of an earlier track." };

    /// <summary>Options of commands that read only tables.</summary>
    public IEnumerable<Option> TableOptions => [_features, _genres, _dropDuplicates];

    public IEnumerable<Option> All => [_features, _dataset, _genres, _dropDuplicates];

    /// <summary>The given table.</summary>
    /// <exception cref="UsageException">No table was given.</exception>
    public FileInfo Table(ParseResult parsed) => parsed.GetValue(_features) ?? throw new UsageException("Give a table of features with --features.");

    /// <summary>Reads the given table.</summary>
    /// <exception cref="UsageException">No table was given, or it lacks a requested genre.</exception>
    public LabelledTracks Load(ParseResult parsed)
    {
        var file = Table(parsed);
        return Select(parsed, file.Name, FeatureTable.Load(file.FullName), failed: 0);
    }

    /// <summary>Reads the given table, or extracts the features of the given folder.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">Features to extract; ignored for a table.</param>
    /// <param name="cancellationToken">Stops the extraction.</param>
    /// <exception cref="UsageException">Neither or both sources were given, or a requested genre is missing.</exception>
    public async Task<LabelledTracks> LoadAsync(ParseResult parsed, FeatureKind kind, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_dataset) is not { } dataset) return Load(parsed);
        if (parsed.GetValue(_features) is not null) throw new UsageException("Give either --features or --dataset, not both.");
        var extracted = await Dataset.ExtractAsync(dataset, _genres.In(parsed), kind, cancellationToken);
        return Select(parsed, dataset.Name, extracted.Table, extracted.Failed);
    }

    private LabelledTracks Select(ParseResult parsed, string source, FeatureTable all, int failed)
    {
        // Duplicates are dropped before genres are selected, as in training: of two equal tracks in different genres, the
        // later one is an error in the table whichever genres are selected.
        var drop = parsed.GetValue(_dropDuplicates);
        var table = drop ? all.WithoutDuplicates() : all;
        int? dropped = drop ? all.Rows.Count - table.Rows.Count : null;
        var genres = _genres.In(parsed);
        if (genres.Length == 0) return new LabelledTracks(source, table, dropped, failed);
        if (genres.FirstOrDefault(genre => !table.Genres.Contains(genre)) is { } missing)
            throw new UsageException($"Unknown genre '{missing}'; the tracks have {string.Join(", ", table.Genres)}.");
        return new LabelledTracks(source, table.Only(genres), dropped, failed);
    }
}
