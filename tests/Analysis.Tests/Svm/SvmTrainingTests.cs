using GenreQueue.Analysis.Svm;
using GenreQueue.Fixtures.Models;

namespace GenreQueue.Analysis.Tests.Svm;

public class SvmTrainingTests
{
    [Theory]
    [InlineData(0.0, 0.1, 3, "C <= 0")]
    [InlineData(1.0, -0.1, 3, "gamma < 0")]
    [InlineData(1.0, 0.1, -1, "degree of polynomial kernel < 0")]
    public void Invalid_parameters_are_rejected_with_the_message_of_libsvm(double c, double gamma, int degree, string reason)
    {
        var (x, labels) = Clusters.Make(classes: 2, perClass: 10, features: 3);
        var error = Assert.Throws<SvmException>(() => SvmModel.Train(x, labels, new SvmParameters(SvmKernel.Polynomial, c, gamma, degree)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_nu_above_one_is_rejected()
    {
        var (x, _) = Clusters.Make(classes: 1, perClass: 10, features: 3);

        Assert.Contains("nu", Assert.Throws<SvmException>(() => SvmModel.TrainOneClass(x, new SvmParameters(SvmKernel.Rbf, Nu: 1.5))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_training_sets_are_rejected()
    {
        var linear = new SvmParameters(SvmKernel.Linear);

        Assert.Throws<SvmException>(() => SvmModel.TrainOneClass([], linear));
        Assert.Throws<SvmException>(() => SvmModel.Train([[1], [2]], [0], linear));
        Assert.Throws<SvmException>(() => SvmModel.Train([[1], [2]], [0, 0], linear));
        Assert.Throws<SvmException>(() => SvmModel.Train([[1], [2, 3]], [0, 1], linear));
        Assert.Throws<SvmException>(() => SvmModel.Train([[1], [double.NaN]], [0, 1], linear));
        Assert.Throws<SvmException>(() => SvmModel.Train([[1], [2]], [0, 1], linear with { C = double.NaN }));
    }

    [Fact]
    public void Machines_trained_in_parallel_equal_those_trained_in_sequence()
    {
        var (x, labels) = Clusters.Make(classes: 3, perClass: 20, features: 5);
        var seeds = Enumerable.Range(1, 8).ToArray();

        var together = seeds.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(Train).ToArray();

        Assert.Equal(seeds.Select(Train), together);

        double Train(int seed)
        {
            using var model = SvmModel.Train(x, labels, new SvmParameters(SvmKernel.Rbf, Gamma: 0.1, Seed: seed));
            var p = new double[3];
            model.Probabilities(x[0], p);
            return p[0];
        }
    }
}
