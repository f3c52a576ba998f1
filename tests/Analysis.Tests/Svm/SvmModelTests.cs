using GenreQueue.Analysis.Svm;
using GenreQueue.Fixtures.Models;

namespace GenreQueue.Analysis.Tests.Svm;

public class SvmModelTests
{
    public static TheoryData<SvmKernel> Kernels => [SvmKernel.Linear, SvmKernel.Polynomial, SvmKernel.Rbf];

    [Theory, MemberData(nameof(Kernels))]
    public void Every_kernel_separates_clear_classes(SvmKernel kernel)
    {
        var (x, labels) = Clusters.Make(classes: 3, perClass: 30, features: 8, spread: 0.2);
        using var model = SvmModel.Train(x, labels, new SvmParameters(kernel, C: 10, Gamma: 0.2));

        Assert.Equal(labels, x.Select(row => model.Predict(row)));
        Assert.True(model.HasProbabilities);
        Assert.Equal([0, 1, 2], model.Labels);
    }

    [Fact]
    public void Probabilities_sum_to_one_and_are_highest_for_the_true_class()
    {
        var (x, labels) = Clusters.Make(classes: 4, perClass: 30, features: 6, spread: 0.2);
        using var model = SvmModel.Train(x, labels, new SvmParameters(SvmKernel.Rbf, Gamma: 0.1));

        for (var i = 0; i < x.Length; i++)
        {
            var p = Probabilities(model, x[i]);
            Assert.Equal(1, p.Sum(), 1e-9);
            Assert.Equal(labels[i], model.Labels[Array.IndexOf(p, p.Max())]);
        }
    }

    [Fact]
    public void Labels_are_in_order_of_first_occurrence_in_the_training_set()
    {
        using var model = SvmModel.Train([[0, 1], [5, 5], [0, 1.1], [5, 5.1]], [7, 3, 7, 3], new SvmParameters(SvmKernel.Linear, Probability: false));

        Assert.Equal([7, 3], model.Labels);
        Assert.Equal(7, model.Predict([0, 1]));
        Assert.True(model.Decision([0, 1]) > 0);
    }

    [Fact]
    public void Training_with_the_same_seed_gives_the_same_probabilities()
    {
        var (x, labels) = Clusters.Make(classes: 3, perClass: 20, features: 5);
        var parameters = new SvmParameters(SvmKernel.Rbf, Gamma: 0.1, Seed: 42);
        using var first = SvmModel.Train(x, labels, parameters);
        using var second = SvmModel.Train(x, labels, parameters);
        using var other = SvmModel.Train(x, labels, parameters with { Seed = 43 });

        Assert.Equal(Probabilities(first, x[0]), Probabilities(second, x[0]));
        Assert.NotEqual(Probabilities(first, x[0]), Probabilities(other, x[0]));
    }

    [Fact]
    public void Predictions_from_many_threads_equal_those_from_one()
    {
        var (x, labels) = Clusters.Make(classes: 5, perClass: 40, features: 20);
        using var model = SvmModel.Train(x, labels, new SvmParameters(SvmKernel.Rbf, Gamma: 0.05));
        var alone = x.Select(row => Probabilities(model, row)).ToArray();

        var together = new double[20 * x.Length][];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Probabilities(model, x[i % x.Length]));

        for (var i = 0; i < together.Length; i++) Assert.Equal(alone[i % x.Length], together[i]);
    }

    [Fact]
    public void A_model_outlives_the_rows_it_was_trained_on()
    {
        var (x, labels) = Clusters.Make(classes: 3, perClass: 50, features: 30);
        var probe = x[0].ToArray();
        using var model = SvmModel.Train(x, labels, new SvmParameters(SvmKernel.Rbf, Gamma: 0.05));
        var before = Probabilities(model, probe);

        foreach (var row in x) Array.Clear(row);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.Equal(before, Probabilities(model, probe));
    }

    [Fact]
    public void A_one_class_machine_separates_its_training_set_from_outliers()
    {
        var (x, _) = Clusters.Make(classes: 1, perClass: 200, features: 4, spread: 0.3);
        using var model = SvmModel.TrainOneClass(x, new SvmParameters(SvmKernel.Rbf, Gamma: 0.5, Nu: 0.02));

        Assert.True(model.IsOneClass);
        Assert.False(model.HasProbabilities);
        Assert.Empty(model.Labels);
        Assert.InRange(x.Count(row => model.Decision(row) < -1e-6), 0, 10);
        Assert.True(model.Decision(x[0].Select(v => v + 10).ToArray()) < 0);
        Assert.Equal(-1, model.Predict(x[0].Select(v => v + 10).ToArray()));
    }

    [Fact]
    public void Unavailable_outputs_are_rejected()
    {
        var (x, labels) = Clusters.Make(classes: 3, perClass: 10, features: 3);
        using var without = SvmModel.Train(x, labels, new SvmParameters(SvmKernel.Linear, Probability: false));
        using var with = SvmModel.Train(x, labels, new SvmParameters(SvmKernel.Linear));

        Assert.Throws<InvalidOperationException>(() => without.Probabilities(x[0], new double[3]));
        Assert.Throws<InvalidOperationException>(() => without.Decision(x[0]));
        Assert.Throws<ArgumentException>(() => with.Probabilities(x[0], new double[2]));
    }

    [Fact]
    public void A_disposed_model_cannot_predict()
    {
        var (x, labels) = Clusters.Make(classes: 2, perClass: 10, features: 3);
        var model = SvmModel.Train(x, labels, new SvmParameters(SvmKernel.Linear));
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Predict(x[0]));
    }

    private static double[] Probabilities(SvmModel model, double[] row)
    {
        var p = new double[model.Labels.Count];
        model.Probabilities(row, p);
        return p;
    }
}
