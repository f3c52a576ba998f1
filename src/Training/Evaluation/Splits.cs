namespace GenreQueue.Training.Evaluation;

/// <summary>A division into training and test tracks.</summary>
/// <param name="Train">Indices of the training tracks.</param>
/// <param name="Test">Indices of the test tracks; disjoint from <paramref name="Train"/>.</param>
public sealed record Split(int[] Train, int[] Test);

/// <summary>Splits tracks into training and test sets. The same seed gives the same split on every machine.</summary>
public static class Splits
{
    /// <summary>K folds, each genre spread over them as evenly as possible; each track is tested once.</summary>
    /// <param name="y">Genre of each track.</param>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="seed">Seed of the shuffle.</param>
    /// <exception cref="ArgumentException">Fewer than two folds, or more folds than tracks.</exception>
    public static IReadOnlyList<Split> Folds(IReadOnlyList<int> y, int folds, int seed)
    {
        if (folds < 2 || folds > y.Count)
            throw new ArgumentException($"The number of folds must be between 2 and the number of tracks ({y.Count}), but is {folds}.");
        var foldOf = new int[y.Count];
        int next = 0;   // carried over from genre to genre, so that small genres do not all end up in the first folds
        foreach (int[] members in ShuffledByGenre(y, seed))
        {
            foreach (int track in members) foldOf[track] = next++ % folds;
        }
        return [.. Enumerable.Range(0, folds).Select(fold => Divide(y.Count, track => foldOf[track] == fold))];
    }

    /// <summary>One random split with the same share of every genre in the training set.</summary>
    /// <param name="y">Genre of each track.</param>
    /// <param name="trainShare">Share of the training set, between 0 and 1; each genre has at least one track in both sets.</param>
    /// <param name="seed">Seed of the shuffle.</param>
    /// <exception cref="ArgumentException">The share is not between 0 and 1, or a genre has a single track.</exception>
    public static Split Random(IReadOnlyList<int> y, double trainShare, int seed)
    {
        if (trainShare is not (> 0 and < 1)) throw new ArgumentException("The share of the training set must be between 0 and 100 %.");
        var isTest = new bool[y.Count];
        foreach (int[] members in ShuffledByGenre(y, seed))
        {
            if (members.Length < 2) throw new ArgumentException("Each genre needs at least two tracks to be split.");
            int train = Math.Clamp((int)Math.Round(members.Length * trainShare), 1, members.Length - 1);
            foreach (int track in members.AsSpan(train)) isTest[track] = true;
        }
        return Divide(y.Count, track => isTest[track]);
    }

    /// <summary>A split given by track names; tracks in neither list are left out.</summary>
    /// <param name="tracks">Names of all tracks.</param>
    /// <param name="train">Names of the training tracks.</param>
    /// <param name="test">Names of the test tracks.</param>
    /// <exception cref="ArgumentException">A name is in both lists, or one of the sets is empty.</exception>
    public static Split Named(IReadOnlyList<string> tracks, IReadOnlySet<string> train, IReadOnlySet<string> test)
    {
        if (train.FirstOrDefault(test.Contains) is { } both)
            throw new ArgumentException($"The track '{both}' is in both the training and the test partition.");
        int[] Select(IReadOnlySet<string> names) => [.. Enumerable.Range(0, tracks.Count).Where(i => names.Contains(tracks[i]))];
        var split = new Split(Select(train), Select(test));
        if (split.Train.Length == 0) throw new ArgumentException("None of the tracks of the training partition is in the table.");
        if (split.Test.Length == 0) throw new ArgumentException("None of the tracks of the test partition is in the table.");
        return split;
    }

    private static IEnumerable<int[]> ShuffledByGenre(IReadOnlyList<int> y, int seed)
    {
        var random = new Random(seed);
        foreach (var group in Enumerable.Range(0, y.Count).GroupBy(i => y[i]).OrderBy(group => group.Key))
        {
            int[] members = [.. group];
            random.Shuffle(members);
            yield return members;
        }
    }

    private static Split Divide(int count, Func<int, bool> isTest) => new(
        [.. Enumerable.Range(0, count).Where(i => !isTest(i))],
        [.. Enumerable.Range(0, count).Where(isTest)]);
}
