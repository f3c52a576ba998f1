using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Training.Trainers;

/// <summary>A feature table made ready for a recipe.</summary>
public sealed class TrainingSet
{
    /// <summary>Tracks that a genre needs at least.</summary>
    public const int FewestPerGenre = 10;

    private readonly string _source;
    private readonly string _sha256;
    private readonly int _duplicates;

    private TrainingSet(FeatureTable kept, FeatureTable all, Recipe recipe, string source, string sha256)
    {
        (Recipe, _source, _sha256, _duplicates) = (recipe, source, sha256, all.Rows.Count - kept.Rows.Count);
        All = EvaluationSet.From(all.As(recipe.Features).Rows);
        Tracks = _duplicates == 0 ? All : EvaluationSet.From(kept.As(recipe.Features).Rows);
    }

    /// <summary>What the model is to be trained with.</summary>
    public Recipe Recipe { get; }

    /// <summary>The tracks, unscaled, with features of the recipe's kind.</summary>
    public EvaluationSet Tracks { get; }

    /// <summary>The same with duplicates: a partition that somebody made by name has seen to them in its own way.</summary>
    internal EvaluationSet All { get; }

    /// <summary>Chooses what to train on, and refuses what nothing can be learnt from.</summary>
    /// <param name="table">The features.</param>
    /// <param name="recipe">How the model is to be trained.</param>
    /// <param name="genres">Genres to keep; null for all.</param>
    /// <param name="dropDuplicates">Leave out tracks with the features of an earlier one.</param>
    /// <param name="source">Name of where the table is from, for the model card.</param>
    /// <param name="sha256">Hash of the table as CSV, lower-case hexadecimal, for the model card.</param>
    /// <exception cref="TrainingException">
    /// The table has no such genre or not such features, fewer than two genres, or a genre of fewer than <see cref="FewestPerGenre"/> tracks.
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

    /// <summary>What the model card says of it.</summary>
    internal ModelTrainingSet Describe() => new(
        _source,
        _sha256,
        Tracks.Y.Length,
        _duplicates,
        Tracks.Genres.Select((genre, i) => (genre, Count: Tracks.Y.Count(y => y == i))).ToDictionary(pair => pair.genre, pair => pair.Count));

    private static void CheckGenres(FeatureTable table)
    {
        if (table.Genres.Count < 2) throw new TrainingException($"A model needs at least two genres; there is {(table.Genres.Count == 0 ? "none" : $"only {table.Genres[0]}")}.");
        var small = table.Rows.CountBy(row => row.Genre)
            .Where(pair => pair.Value < FewestPerGenre)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key} has {pair.Value}")
            .ToList();
        if (small.Count > 0)
            throw new TrainingException($"Every genre needs at least {FewestPerGenre} tracks: {string.Join(", ", small)}. Add tracks, or leave the genre out.");
    }
}
