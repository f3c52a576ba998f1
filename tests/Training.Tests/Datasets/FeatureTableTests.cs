using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Training.Tests.Datasets;

public sealed class FeatureTableTests
{
    [Fact]
    public void Rows_with_too_few_or_non_finite_values_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => new FeatureTable(FeatureKind.Classic, [new FeatureRow("a", "b", new double[103])]));
        var values = new double[103];
        values[7] = double.NaN;
        Assert.Throws<ArgumentException>(() => new FeatureTable(FeatureKind.LogCov, [new FeatureRow("a", "b", values)]));
    }

    [Fact]
    public void The_first_of_several_equal_rows_is_kept_whatever_its_genre()
    {
        var table = new FeatureTable(FeatureKind.LogCov, [Row("a", "rock", 1), Row("b", "pop", 2), Row("c", "metal", 1), Row("d", "pop", 2.0000000001)]);
        Assert.Equal(["a", "b", "d"], table.WithoutDuplicates().Rows.Select(r => r.Track));
    }

    [Fact]
    public void Zero_and_minus_zero_are_equal_rows()
    {
        var table = new FeatureTable(FeatureKind.LogCov, [Row("a", "rock", 0.0), Row("b", "rock", -0.0)]);
        Assert.Single(table.WithoutDuplicates().Rows);
    }

    [Fact]
    public void Genres_can_be_selected_and_a_missing_one_is_reported()
    {
        var table = new FeatureTable(FeatureKind.LogCov, [Row("a", "rock", 1), Row("b", "pop", 2), Row("c", "rock", 3)]);
        Assert.Equal(["pop", "rock"], table.Genres);
        Assert.Equal(["a", "c"], table.Only(["rock"]).Rows.Select(r => r.Track));
        var error = Assert.Throws<ArgumentException>(() => table.Only(["rock", "jazz"]));
        Assert.StartsWith("The table has no jazz; it has pop, rock.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classic_features_can_be_converted_to_logcov_but_not_back()
    {
        var values = Enumerable.Range(0, 104).Select(i => (double)i).ToArray();
        var classic = new FeatureTable(FeatureKind.Classic, [new FeatureRow("a", "rock", values)]);
        var logcov = classic.As(FeatureKind.LogCov);
        Assert.Equal(LogCov.FromClassic(values), logcov.Rows[0].Values);
        Assert.Same(logcov, logcov.As(FeatureKind.LogCov));
        Assert.Throws<InvalidOperationException>(() => logcov.As(FeatureKind.Classic));
    }

    private static FeatureRow Row(string track, string genre, double value) => new(track, genre, [.. Enumerable.Repeat(value, 103)]);
}
