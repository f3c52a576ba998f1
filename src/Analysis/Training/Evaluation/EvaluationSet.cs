namespace GenreQueue.Analysis.Training.Evaluation;

/// <summary>Labelled vectors to evaluate on.</summary>
/// <param name="Tracks">Name of each track; shape [n].</param>
/// <param name="X">Feature vectors, unscaled; shape [n][features].</param>
/// <param name="Y">Index into <paramref name="Genres"/> of each track; shape [n].</param>
/// <param name="Genres">Genre names in ordinal order.</param>
public sealed record EvaluationSet(IReadOnlyList<string> Tracks, double[][] X, int[] Y, IReadOnlyList<string> Genres)
{
    /// <summary>Numbers the genres of labelled rows in ordinal order of their names.</summary>
    public static EvaluationSet From(IEnumerable<(string Track, string Genre, double[] Values)> rows)
    {
        var all = rows.ToList();
        string[] genres = [.. all.Select(row => row.Genre).Distinct().Order(StringComparer.Ordinal)];
        var index = genres.Select((genre, i) => (genre, i)).ToDictionary(pair => pair.genre, pair => pair.i);
        return new EvaluationSet(
            [.. all.Select(row => row.Track)],
            [.. all.Select(row => row.Values)],
            [.. all.Select(row => index[row.Genre])],
            genres);
    }

    /// <summary>Keeps the tracks of some genres, renumbered in the order of <paramref name="genres"/>.</summary>
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
