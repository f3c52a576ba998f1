using GenreQueue.Training.Tests.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Tests.Trainers;

public sealed class PrincipalComponentsTests
{
    /// <summary>Deviations 4, 2 and 1 along the axes: 16/21, 4/21 and 1/21 of the variance.</summary>
    private static readonly double[][] Ellipsoid = [[4, 0, 0], [-4, 0, 0], [0, 2, 0], [0, -2, 0], [0, 0, 1], [0, 0, -1]];

    [Theory, InlineData(0.5, 1), InlineData(0.76, 1), InlineData(0.77, 2), InlineData(0.95, 2), InlineData(0.96, 3), InlineData(1, 3)]
    public void Components_are_added_until_they_explain_the_share(double share, int kept) =>
        Assert.Equal(kept, PrincipalComponents.Fit(Ellipsoid, share).Count);

    [Fact]
    public void The_first_component_is_the_direction_of_largest_variance()
    {
        double[] projected = PrincipalComponents.Fit(Ellipsoid, 0.5).Apply([3, 7, 7]);
        Assert.Equal(3, Math.Abs(Assert.Single(projected)), 1e-9);
    }

    [Fact]
    public void All_components_together_preserve_distances()
    {
        var pca = PrincipalComponents.Fit(ToyData.X, 1);
        double[] a = pca.Apply([1, 2]), b = pca.Apply([-3, 5]);
        Assert.Equal(5, Math.Sqrt(a.Zip(b).Sum(pair => Math.Pow(pair.First - pair.Second, 2))), 1e-9);
    }

    [Theory, InlineData(0), InlineData(-0.5), InlineData(1.1), InlineData(90), InlineData(double.NaN)]
    public void A_share_of_variance_outside_zero_to_one_is_rejected(double share) =>
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(ToyData.X, share));
}
