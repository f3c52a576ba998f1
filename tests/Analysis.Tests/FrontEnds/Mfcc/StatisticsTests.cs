using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Analysis.Tests.FrontEnds.Mfcc;

public sealed class StatisticsTests
{
    public static TheoryData<int> Counts => [.. Enumerable.Range(1, 40), 1_001];

    [Theory, MemberData(nameof(Counts))]
    public void Level_is_the_mean_and_the_standard_deviation(int count)
    {
        var samples = TestSignals.Noise(seed: count, count).Select(s => s + 0.25f).ToArray();
        var mean = samples.Average(s => (double)s);
        var rms = Math.Sqrt(samples.Average(s => ((double)s - mean) * (s - mean)));
        var actual = Statistics.Level(samples);
        Assert.Equal(mean, actual.Mean, 1e-14);
        Assert.Equal(rms, actual.Rms, 1e-7);
    }

    [Fact]
    public void The_level_of_a_constant_is_zero() => Assert.Equal(0, Statistics.Level([.. Enumerable.Repeat(0.5f, 1_000)]).Rms, 1e-8);

    [Theory, MemberData(nameof(Counts))]
    public void A_percentile_lies_between_the_nearest_ranks(int count)
    {
        var random = new Random(count);
        // Few distinct values, so that many are equal.
        var values = Enumerable.Range(0, count).Select(_ => (double)random.Next(count)).ToArray();
        var sorted = values.Order().ToArray();
        foreach (var quantile in new[] { 0, 0.05, 0.5, 0.95, 1 })
        {
            var rank = quantile * (count - 1);
            var (below, above) = (sorted[(int)Math.Floor(rank)], sorted[(int)Math.Ceiling(rank)]);
            Assert.Equal(below + (rank - Math.Floor(rank)) * (above - below), Statistics.Percentile([.. values], quantile), 1e-12);
        }
    }

    [Fact]
    public void Percentiles_match_numpy()
    {
        // numpy.percentile([15, 20, 35, 40, 50], 95) and 40.
        Assert.Equal(48, Statistics.Percentile([35, 15, 50, 20, 40], 0.95), 1e-12);
        Assert.Equal(29, Statistics.Percentile([35, 15, 50, 20, 40], 0.40), 1e-12);
    }

    [Theory, MemberData(nameof(Counts))]
    public void Moments_match_the_definition_at_every_count(int count)
    {
        const int n = 13;
        var stride = count + 3;
        var random = new Random(count);
        var rows = Enumerable.Range(0, n * stride).Select(i => i % stride < count ? random.NextDouble() : double.NaN).ToArray();
        double At(int row, int column) => rows[row * stride + column];
        var mean = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, count).Average(f => At(i, f))).ToArray();
        var covariance = Enumerable.Range(0, n * n)
            .Select(ij => Enumerable.Range(0, count).Sum(f => (At(ij / n, f) - mean[ij / n]) * (At(ij % n, f) - mean[ij % n])) / Math.Max(1, count - 1))
            .ToArray();

        double[] actualMean = new double[n], actualCovariance = new double[n * n];
        Statistics.Moments([.. rows], count, stride, actualMean, actualCovariance);
        for (var i = 0; i < n; i++) Assert.Equal(mean[i], actualMean[i], 1e-13);
        for (var ij = 0; ij < n * n; ij++) Assert.Equal(covariance[ij], actualCovariance[ij], 1e-13);
    }

    [Fact]
    public void A_small_spread_around_a_large_mean_is_preserved()
    {
        var row = Enumerable.Range(0, 1_000).Select(f => 1e9 + (f % 2)).ToArray();
        var covariance = new double[1];
        Statistics.Moments(row, row.Length, row.Length, new double[1], covariance);
        Assert.Equal(0.25 * 1_000 / 999, covariance[0], 1e-6);
    }
}
