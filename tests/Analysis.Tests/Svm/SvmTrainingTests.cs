using GenreQueue.Analysis.Svm;

namespace GenreQueue.Analysis.Tests.Svm;

public class SvmTrainingTests
{
    [Theory]
    [InlineData(0.0, 0.1, 3, "C <= 0")]
    [InlineData(1.0, -0.1, 3, "gamma < 0")]
    [InlineData(1.0, 0.1, -1, "degree of polynomial kernel < 0")]
    public void Parameters_that_libsvm_refuses_are_refused_in_its_words(double c, double gamma, int degree, string reason)
    {
        var (x, labels) = Clusters.Make(classes: 2, perClass: 10, features: 3);
        var e = Assert.Throws<SvmException>(() => SvmModel.Train(x, labels, new SvmParameters(SvmKernel.Polynomial, c, gamma, degree)));

        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_nu_above_one_is_refused()
    {
        var (x, _) = Clusters.Make(classes: 1, perClass: 10, features: 3);

        Assert.Contains("nu", Assert.Throws<SvmException>(() => SvmModel.TrainOneClass(x, new SvmParameters(SvmKernel.Rbf, Nu: 1.5))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_cannot_be_trained_on_is_refused()
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
    public void Cross_validation_predicts_every_row_and_repeats_with_its_seed()
    {
        var (x, labels) = Clusters.Make(classes: 3, perClass: 30, features: 8, spread: 0.2);
        var parameters = new SvmParameters(SvmKernel.Rbf, Gamma: 0.1, Probability: false);
        var predicted = SvmModel.CrossValidate(x, labels, parameters, folds: 5);

        Assert.Equal(labels, predicted);
        Assert.Equal(predicted, SvmModel.CrossValidate(x, labels, parameters, folds: 5));
        Assert.Throws<SvmException>(() => SvmModel.CrossValidate(x, labels, parameters, folds: 1));
    }

    [Fact]
    public void Machines_trained_at_the_same_time_equal_those_trained_one_by_one()
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
