using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Models;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Analysis.Tests.Models;

public sealed class GenreModelTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("models-").FullName;
    private readonly FeatureTable _table = ToyModels.Table(perGenre: 40);

    private string Folder => Path.Combine(_root, "toy");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_trained_model_predicts_the_genres_of_its_training_tracks()
    {
        using var model = Load();
        foreach (var row in _table.Rows)
        {
            var prediction = model.Predict(ToyModels.Window(row.Values));
            Assert.Equal(row.Genre, model.Card.Genres[prediction.Top]);
            Assert.Equal(1, prediction.Probabilities.Sum(), 1e-9);
        }
    }

    [Fact]
    public void A_window_like_the_training_set_is_music()
    {
        using var model = Load();
        var window = ToyModels.Window(_table.Rows[0].Values);

        Assert.Equal(Outcome.Music, OutcomeOf(model, window));
        Assert.NotNull(model.Predict(window).Novelty);
    }

    [Theory]
    [InlineData(-70.0, 0.02, Outcome.Music)]
    [InlineData(-70.1, 0.02, Outcome.NotMusic)]
    [InlineData(-70.0, 0.0199, Outcome.NotMusic)]
    public void Quiet_audio_and_tones_are_not_music(double rms, double minEigenvalue, Outcome outcome)
    {
        using var model = Load();

        Assert.Equal(outcome, OutcomeOf(model, ToyModels.Window(_table.Rows[0].Values, rms, minEigenvalue)));
    }

    [Fact]
    public void A_window_unlike_the_training_set_is_not_music_unless_it_is_short()
    {
        using var model = Load();
        var outlier = _table.Rows[0].Values.Select(value => value + 40).ToArray();

        Assert.True(model.Predict(ToyModels.Window(outlier)).IsNovel);
        Assert.Equal(Outcome.NotMusic, OutcomeOf(model, ToyModels.Window(outlier)));
        Assert.Equal(Outcome.Uncertain, OutcomeOf(model, ToyModels.Window(outlier, seconds: 9.9)));
        Assert.Null(model.Predict(ToyModels.Window(outlier, seconds: 9.9)).Novelty);
    }

    [Fact]
    public void Short_audio_is_uncertain()
    {
        using var model = Load();

        Assert.Equal(Outcome.Uncertain, OutcomeOf(model, ToyModels.Window(_table.Rows[0].Values, seconds: 9.9)));
    }

    [Fact]
    public void Features_of_another_front_end_are_rejected()
    {
        using var model = Load();

        Assert.Throws<ArgumentException>(() => model.Predict(ToyModels.Window(new double[FeatureKind.Classic.Length()])));
        Assert.Throws<ArgumentException>(() => model.Predict());
    }

    [Fact]
    public void Predictions_from_many_threads_equal_those_from_one()
    {
        using var model = Load();
        var alone = _table.Rows.Select(row => model.Predict(ToyModels.Window(row.Values))).ToArray();

        Parallel.For(0, 20 * alone.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var prediction = model.Predict(ToyModels.Window(_table.Rows[i % alone.Length].Values));
            Assert.Equal(alone[i % alone.Length].Probabilities, prediction.Probabilities);
            Assert.Equal(alone[i % alone.Length].Novelty, prediction.Novelty);
        });
    }

    private static Outcome OutcomeOf(GenreModel model, FeatureVector window) => OutcomeRule.Of([window], model.Predict(window));

    private GenreModel Load()
    {
        ToyModels.Train(Folder, _table);
        return GenreModel.Load(Folder);
    }
}
