using GenreQueue.Analysis.FrontEnds.Mfcc;
using MathNet.Numerics.LinearAlgebra;

namespace GenreQueue.Analysis.Tests.FrontEnds;

/// <summary>The classic and logcov layouts of a mean and a covariance.</summary>
public sealed class FeatureVectorTests
{
    private const int N = 13;

    [Fact]
    public void Classic_features_are_the_means_followed_by_the_diagonals_of_the_upper_triangle()
    {
        var mean = Enumerable.Range(0, N).Select(i => (double)i).ToArray();
        var covariance = Enumerable.Range(0, N * N).Select(ij => 100.0 * (ij / N) + ij % N).ToArray();
        var values = Classic.Pack(mean, covariance);
        Assert.Equal(104, values.Length);
        Assert.Equal(mean, values[..13]);
        Assert.Equal([0, 101, 202, 303, 404, 505, 606, 707, 808, 909, 1010, 1111, 1212], values[13..26]);
        Assert.Equal([1, 102, 203, 304, 405, 506, 607, 708, 809, 910, 1011, 1112], values[26..38]);
        Assert.Equal([11, 112, 12], values[101..]);
    }

    [Fact]
    public void Classic_features_that_are_not_finite_become_zero()
    {
        var mean = new double[N];
        var covariance = new double[N * N];
        (mean[2], covariance[0], covariance[12]) = (double.NaN, double.PositiveInfinity, double.NegativeInfinity);
        Assert.All(Classic.Pack(mean, covariance), value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_full_covariance_can_be_unpacked_from_classic_features()
    {
        var covariance = RandomCovariance(seed: 1).ToRowMajorArray();
        var unpacked = new double[N * N];
        Classic.UnpackCovariance(Classic.Pack(new double[N], covariance), unpacked);
        Assert.Equal(covariance, unpacked);
    }

    [Fact]
    public void Logcov_features_of_a_diagonal_covariance_are_the_logarithms_of_its_entries_plus_one()
    {
        var mean = Enumerable.Range(0, N).Select(i => 10.0 + i).ToArray();
        var covariance = new double[N * N];
        for (var i = 0; i < N; i++) covariance[i * N + i] = Math.Exp(i) - 1;
        var (values, minEigenvalue) = LogCov.FromMoments(mean, covariance);
        Assert.Equal(103, values.Length);
        Assert.Equal(mean[1..], values[..12]);
        var next = 12;
        for (var i = 0; i < N; i++)
        {
            for (var j = i; j < N; j++) Assert.Equal(i == j ? i : 0, values[next++], 1e-9);
        }
        Assert.Equal(0, minEigenvalue, 1e-9);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void The_exponential_of_the_logarithm_is_the_covariance_plus_one(int seed)
    {
        var covariance = RandomCovariance(seed);
        var (values, minEigenvalue) = LogCov.FromMoments(new double[N], covariance.ToRowMajorArray());
        var log = Matrix<double>.Build.Dense(N, N);
        var next = 12;
        for (var i = 0; i < N; i++)
        {
            for (var j = i; j < N; j++) log[i, j] = log[j, i] = values[next++] / (i == j ? 1 : Math.Sqrt(2));
        }
        var difference = Exponential(log) - covariance - Matrix<double>.Build.DenseIdentity(N);
        Assert.True(difference.FrobeniusNorm() < 1e-9 * covariance.FrobeniusNorm());
        Assert.Equal(log.FrobeniusNorm(), Math.Sqrt(values[12..].Sum(v => v * v)), 1e-9);
        Assert.Equal(covariance.Evd(Symmetricity.Symmetric).EigenValues.Min(e => e.Real), minEigenvalue, 1e-9);
    }

    [Fact]
    public void Logcov_features_from_classic_ones_equal_those_from_the_moments()
    {
        var mean = Enumerable.Range(0, N).Select(i => -3.5 + i).ToArray();
        var covariance = RandomCovariance(seed: 4).ToRowMajorArray();
        Assert.Equal(LogCov.FromMoments(mean, covariance).Values, LogCov.FromClassic(Classic.Pack(mean, covariance)));
    }

    [Fact]
    public void A_covariance_of_zero_or_slightly_below_has_a_finite_logarithm()
    {
        Assert.All(LogCov.FromMoments(new double[N], new double[N * N]).Values, value => Assert.Equal(0, value));
        var covariance = new double[N * N];
        covariance[0] = -1.5;
        Assert.All(LogCov.FromMoments(new double[N], covariance).Values, value => Assert.True(double.IsFinite(value)));
    }

    [Theory, InlineData(0), InlineData(103), InlineData(105)]
    public void A_wrong_number_of_classic_features_is_rejected(int count) =>
        Assert.Throws<ArgumentException>(() => LogCov.FromClassic(new double[count]));

    private static Matrix<double> RandomCovariance(int seed)
    {
        var random = new Random(seed);
        var root = Matrix<double>.Build.Dense(N, N + 5, (_, _) => 4 * random.NextDouble() - 2);
        return root * root.Transpose();
    }

    /// <summary>Matrix exponential by scaling, Taylor series and squaring: independent of eigenvectors.</summary>
    private static Matrix<double> Exponential(Matrix<double> matrix)
    {
        const int halvings = 12;
        var small = matrix / Math.Pow(2, halvings);
        var sum = Matrix<double>.Build.DenseIdentity(N);
        var term = Matrix<double>.Build.DenseIdentity(N);
        for (var k = 1; k < 20; k++)
        {
            term = term * small / k;
            sum += term;
        }
        for (var i = 0; i < halvings; i++) sum *= sum;
        return sum;
    }
}
