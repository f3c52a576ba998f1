using GenreQueue.Analysis.Models;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Training.Trainers;

/// <summary>The tracks of a feature table that a model is trained on, with the features of its recipe.</summary>
public sealed class TrainingSet
{
    /// <summary>Minimum number of tracks per genre.</summary>
    public const int MinPerGenre = 10;

    private readonly string _source;
    private readonly string _sha256;
    private readonly int _duplicates;

    private TrainingSet(FeatureTable kept, FeatureTable all, Recipe recipe, string source, string sha256)
    {
        (Recipe, _source, _sha256, _duplicates) = (recipe, source, sha256, all.Rows.Count - kept.Rows.Count);
        All = EvaluationSet.From(all.As(recipe.Features).Rows);
        Tracks = _duplicates == 0 ? All : EvaluationSet.From(kept.As(recipe.Features).Rows);
    }

    /// <summary>The recipe of the model.</summary>
    public Recipe Recipe { get; }

    /// <summary>The tracks to train on, with unscaled features.</summary>
    public EvaluationSet Tracks { get; }

    /// <summary>The tracks including duplicates, for partitions, which list their tracks by name.</summary>
    internal EvaluationSet All { get; }

    /// <summary>Selects the tracks of a table and checks that a model can be trained on them.</summary>
    /// <param name="table">The features.</param>
    /// <param name="recipe">Recipe of the model.</param>
    /// <param name="genres">Genres to keep; null for all.</param>
    /// <param name="dropDuplicates">Drop tracks whose features are identical to those of an earlier track.</param>
    /// <param name="source">Name of the source of the table, for the model card.</param>
    /// <param name="sha256">Hash of the table as CSV, lower-case hexadecimal, for the model card.</param>
    /// <exception cref="TrainingException">
    /// The table lacks one of the genres or the features, or has fewer than two genres, or fewer than <see cref="MinPerGenre"/> tracks of one.
    /// </exception>
    public static TrainingSet Prepare(
        FeatureTable table, Recipe recipe, IReadOnlyList<string>? genres, bool dropDuplicates, string source, string sha256)
    {
        try
        {
            var unique = dropDuplicates ? table.WithoutDuplicates() : table;
            var kept = genres is null ? unique : unique.Only(genres);
            CheckGenres(kept);
            return new TrainingSet(kept, genres is null ? table : table.Only(genres), recipe, source, sha256);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new TrainingException(exception.Message);
        }
    }

    /// <summary>Description of the set for the model card.</summary>
    internal ModelTrainingSet Describe() => new(
        _source,
        _sha256,
        Tracks.Y.Length,
        _duplicates,
        Tracks.Genres.Select((genre, i) => (genre, Count: Tracks.Y.Count(y => y == i))).ToDictionary(pair => pair.genre, pair => pair.Count));

    private static void CheckGenres(FeatureTable table)
    {
        if (table.Genres.Count < 2) throw new TrainingException($"A model needs at least two genres; the table has {(table.Genres.Count == 0 ? "none" : $"only {table.Genres[0]}")}.");
        var small = table.Rows.CountBy(row => row.Genre)
            .Where(pair => pair.Value < MinPerGenre)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key} has {pair.Value}")
            .ToList();
        if (small.Count > 0)
            throw new TrainingException($"Every genre needs at least {MinPerGenre} tracks: {string.Join(", ", small)}. Add tracks, or leave the genre out.");
    }
}
