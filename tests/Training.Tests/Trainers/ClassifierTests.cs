using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;
using GenreQueue.Training.Tests.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Tests.Trainers;

public sealed class ClassifierTests
{
    public static TheoryData<string, IClassifierTrainer> Trainers => new()
    {
        { "knn", new NearestNeighbours(k: 3) },
        { "logistic", new LogisticRegression(c: 1) },
        { "svm with probabilities", new SvmTrainer(new SvmParameters(SvmKernel.Linear)) },
        { "svm by votes", new SvmTrainer(new SvmParameters(SvmKernel.Rbf, Probability: false)) },
        { "logistic on standardised components", new PreparedTrainer(new LogisticRegression(c: 1), standardise: true, pcaShare: 0.99) },
    };

    [Theory, MemberData(nameof(Trainers))]
    public void A_classifier_predicts_the_genre_at_the_centre_of_each_cloud(string name, IClassifierTrainer trainer)
    {
        using var classifier = trainer.Fit(ToyData.X, ToyData.Y, ToyData.Classes);
        for (int genre = 0; genre < ToyData.Classes; genre++)
        {
            double[] p = Predict(classifier, ToyData.Centre(genre));
            Assert.Equal(1, p.Sum(), 1e-9);
            Assert.True(genre == Array.IndexOf(p, p.Max()), $"{name} at {genre}: {string.Join(' ', p)}");
        }
    }

    [Theory, MemberData(nameof(Trainers))]
    public void A_single_genre_is_rejected(string _, IClassifierTrainer trainer) =>
        Assert.Throws<ArgumentException>(() => trainer.Fit([[1, 2], [3, 4]], [1, 1], classes: 2));

    [Theory, MemberData(nameof(Trainers))]
    public void Vectors_of_different_lengths_are_rejected(string _, IClassifierTrainer trainer) =>
        Assert.Throws<ArgumentException>(() => trainer.Fit([[1, 2], [3]], [0, 1], classes: 2));

    [Theory, MemberData(nameof(Trainers))]
    public void A_genre_without_training_vectors_gets_probability_zero(string _, IClassifierTrainer trainer)
    {
        using var classifier = trainer.Fit(ToyData.X, [.. ToyData.Y.Select(y => y + 1)], classes: 5);
        double[] p = Predict(classifier, ToyData.Centre(1), classes: 5);
        Assert.Equal(0, p[0]);
        Assert.Equal(0, p[4]);
    }

    [Fact]
    public void The_probabilities_are_the_shares_of_the_neighbours()
    {
        using var classifier = new NearestNeighbours(k: 4).Fit([[0], [1], [2], [3], [50]], [0, 1, 1, 1, 2], classes: 3);
        double[] p = Predict(classifier, [0]);
        Assert.Equal(0.25, p[0], 1e-8);
        Assert.Equal(0.75, p[1], 1e-8);
        Assert.Equal(0, p[2]);
    }

    [Fact]
    public void Among_genres_of_equal_shares_the_nearest_one_is_predicted()
    {
        using var classifier = new NearestNeighbours(k: 4).Fit([[0], [10], [4], [5]], [0, 0, 1, 1], classes: 2);
        double[] p = Predict(classifier, [4], classes: 2);
        Assert.True(p[1] > p[0]);
        Assert.Equal(0.5, p[0], 1e-8);
        Assert.Equal(1, p.Sum(), 1e-12);
    }

    [Fact]
    public void The_number_of_neighbours_is_limited_to_the_training_set()
    {
        using var classifier = new NearestNeighbours(k: 100).Fit([[0], [1], [2]], [0, 1, 1], classes: 2);
        Assert.Equal(2 / 3.0, Predict(classifier, [0], classes: 2)[1], 1e-8);
    }

    [Fact]
    public void Zero_neighbours_are_rejected() =>
        Assert.Throws<ArgumentException>(() => new NearestNeighbours(k: 0).Fit(ToyData.X, ToyData.Y, ToyData.Classes));

    /// <summary>Two points at ±1: by symmetry the intercept is 0 and the slope solves w = 2C·σ(−w).</summary>
    [Theory, InlineData(0.01), InlineData(1), InlineData(100)]
    public void Logistic_regression_minimises_the_penalised_loss(double c)
    {
        double low = 0, high = 100;
        for (int i = 0; i < 200; i++)
        {
            double w = (low + high) / 2;
            if (w < 2 * c / (1 + Math.Exp(w))) low = w;
            else high = w;
        }
        using var classifier = new LogisticRegression(c).Fit([[-1], [1]], [0, 1], classes: 2);
        Assert.Equal(1 / (1 + Math.Exp(-low)), Predict(classifier, [1], classes: 2)[1], 1e-5);
    }

    [Fact]
    public void Logistic_regression_converges_with_unscaled_features_and_perfect_separation()
    {
        double[][] x = [.. ToyData.X.Select(v => new[] { v[0] * 1e4, v[1] * 1e-2 + 300 })];
        using var classifier = new LogisticRegression(c: 1e4).Fit(x, ToyData.Y, ToyData.Classes);
        Assert.All(x.Zip(ToyData.Y), pair =>
        {
            double[] p = Predict(classifier, pair.First);
            Assert.Equal(pair.Second, Array.IndexOf(p, p.Max()));
        });
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void A_cost_that_is_not_a_positive_number_is_rejected(double c) =>
        Assert.Throws<ArgumentException>(() => new LogisticRegression(c).Fit(ToyData.X, ToyData.Y, ToyData.Classes));

    private static double[] Predict(IClassifier classifier, double[] x, int classes = ToyData.Classes)
    {
        var p = new double[classes];
        classifier.Probabilities(x, p);
        return p;
    }
}
