namespace GenreQueue.Training.Datasets;

/// <summary>Labelled feature vectors for training and evaluation.</summary>
/// <param name="Tracks">Name of each track; shape [n].</param>
/// <param name="X">Feature vectors, unscaled; shape [n][features].</param>
/// <param name="Y">Index into <paramref name="Genres"/> of each track; shape [n].</param>
/// <param name="Genres">Genre names in ordinal order.</param>
public sealed record EvaluationSet(IReadOnlyList<string> Tracks, double[][] X, int[] Y, IReadOnlyList<string> Genres)
{
    /// <summary>Creates a set whose genres are numbered in ordinal order of their names.</summary>
    public static EvaluationSet From(IReadOnlyList<FeatureRow> rows)
    {
        string[] genres = [.. rows.Select(row => row.Genre).Distinct().Order(StringComparer.Ordinal)];
        return new EvaluationSet(
            [.. rows.Select(row => row.Track)],
            [.. rows.Select(row => row.Values)],
            [.. rows.Select(row => Array.BinarySearch(genres, row.Genre, StringComparer.Ordinal))],
            genres);
    }

    /// <summary>Keeps the tracks of some genres, which are renumbered in the order of <paramref name="genres"/>.</summary>
    /// <param name="genres">Indices into <see cref="Genres"/>.</param>
    public EvaluationSet Only(IReadOnlyList<int> genres)
    {
        var renumbered = genres.Select((genre, i) => (genre, i)).ToDictionary(pair => pair.genre, pair => pair.i);
        int[] kept = [.. Enumerable.Range(0, Y.Length).Where(i => renumbered.ContainsKey(Y[i]))];
        return new EvaluationSet(
            [.. kept.Select(i => Tracks[i])],
            [.. kept.Select(i => X[i])],
            [.. kept.Select(i => renumbered[Y[i]])],
            [.. genres.Select(genre => Genres[genre])]);
    }
}
