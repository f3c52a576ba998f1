using GenreQueue.Training.Evaluation;

namespace GenreQueue.Training.Tests.Evaluation;

public sealed class SplitsTests
{
    /// <summary>Three genres with 30, 21 and 6 tracks, interleaved.</summary>
    private static readonly int[] Y = [.. Enumerable.Range(0, 57).Select(i => i % 19 < 10 ? 0 : i % 19 < 17 ? 1 : 2)];

    [Theory, InlineData(2), InlineData(5), InlineData(10), InlineData(57)]
    public void Folds_test_every_track_once_and_never_train_on_it(int folds)
    {
        var splits = Splits.Folds(Y, folds, seed: 1);
        Assert.Equal(folds, splits.Count);
        Assert.Equal(Enumerable.Range(0, Y.Length), splits.SelectMany(split => split.Test).Order());
        Assert.All(splits, split => Assert.Equal(Enumerable.Range(0, Y.Length), split.Train.Concat(split.Test).Order()));
    }

    [Fact]
    public void Folds_spread_each_genre_evenly()
    {
        var splits = Splits.Folds(Y, folds: 5, seed: 1);
        foreach (int genre in Y.Distinct())
        {
            int[] counts = [.. splits.Select(split => split.Test.Count(i => Y[i] == genre))];
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds_and_another_seed_gives_other_folds()
    {
        Assert.Equal(Splits.Folds(Y, 5, seed: 7).Select(s => s.Test), Splits.Folds(Y, 5, seed: 7).Select(s => s.Test));
        Assert.NotEqual(Splits.Folds(Y, 5, seed: 7).Select(s => s.Test), Splits.Folds(Y, 5, seed: 8).Select(s => s.Test));
    }

    [Theory, InlineData(1), InlineData(0), InlineData(-3), InlineData(58)]
    public void An_invalid_number_of_folds_is_rejected(int folds) =>
        Assert.Throws<ArgumentException>(() => Splits.Folds(Y, folds, seed: 1));

    [Fact]
    public void A_random_split_takes_the_same_share_of_each_genre()
    {
        var split = Splits.Random(Y, trainShare: 0.8, seed: 3);
        Assert.Equal(Enumerable.Range(0, Y.Length), split.Train.Concat(split.Test).Order());
        foreach (int genre in Y.Distinct())
            Assert.Equal((int)Math.Round(0.8 * Y.Count(y => y == genre)), split.Train.Count(i => Y[i] == genre));
    }

    [Theory, InlineData(0.01), InlineData(0.99)]
    public void A_random_split_has_a_track_of_each_genre_in_both_sets(double share)
    {
        var split = Splits.Random(Y, share, seed: 3);
        Assert.Equal(3, split.Train.Select(i => Y[i]).Distinct().Count());
        Assert.Equal(3, split.Test.Select(i => Y[i]).Distinct().Count());
    }

    [Theory, InlineData(0), InlineData(1), InlineData(-0.2), InlineData(80), InlineData(double.NaN)]
    public void A_share_outside_zero_to_one_is_rejected(double share) =>
        Assert.Throws<ArgumentException>(() => Splits.Random(Y, share, seed: 1));

    [Fact]
    public void A_named_split_contains_the_listed_tracks_only()
    {
        var split = Splits.Named(["a", "b", "c", "d"], new HashSet<string> { "d", "a" }, new HashSet<string> { "b", "elsewhere" });
        Assert.Equal([0, 3], split.Train);
        Assert.Equal([1], split.Test);
    }

    [Fact]
    public void A_track_in_both_partitions_is_rejected_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => Splits.Named(["a", "b"], new HashSet<string> { "a", "b" }, new HashSet<string> { "b" }));
        Assert.Contains("'b'", error.Message);
    }

    [Fact]
    public void A_partition_without_known_tracks_is_rejected() =>
        Assert.Throws<ArgumentException>(() => Splits.Named(["a"], new HashSet<string> { "a" }, new HashSet<string> { "x" }));
}
