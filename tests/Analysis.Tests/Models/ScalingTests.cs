using GenreQueue.Analysis.Models;

namespace GenreQueue.Analysis.Tests.Models;

public sealed class ScalingTests
{
    [Fact]
    public void Scaled_features_have_mean_zero_and_population_deviation_one()
    {
        double[][] x = [[1, 100], [2, 300], [6, 800]];
        var scaling = Scaling.Fit(x);
        double[][] z = [.. x.Select(scaling.Apply)];
        for (int j = 0; j < 2; j++)
        {
            Assert.Equal(0, z.Average(row => row[j]), 1e-12);
            Assert.Equal(1, z.Average(row => row[j] * row[j]), 1e-12);
        }
        Assert.Equal((1 - 3) / Math.Sqrt(14 / 3.0), z[0][0], 1e-12);
    }

    [Fact]
    public void A_constant_feature_becomes_zero() =>
        Assert.Equal([0.0, -1.0], Scaling.Fit([[5, 1], [5, 3]]).Apply([5, 1]));
}
