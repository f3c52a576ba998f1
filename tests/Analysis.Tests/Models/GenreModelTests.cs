using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Analysis.Tests.Models;

public sealed class GenreModelTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("models-").FullName;
    private readonly FeatureTable _table = ToyModels.Table(perGenre: 40);

    private string Folder => Path.Combine(_root, "toy");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_trained_model_names_the_genre_of_its_own_tracks()
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
    public void A_clear_window_is_music()
    {
        using var model = Load();
        var prediction = model.Predict(ToyModels.Window(_table.Rows[0].Values));

        Assert.Equal(Outcome.Music, prediction.Outcome);
        Assert.NotNull(prediction.Novelty);
    }

    [Theory]
    [InlineData(-70.0, 0.02, Outcome.Music)]
    [InlineData(-70.1, 0.02, Outcome.NotMusic)]
    [InlineData(-70.0, 0.0199, Outcome.NotMusic)]
    public void Quiet_audio_and_tones_are_not_music(double rms, double minEigenvalue, Outcome outcome)
    {
        using var model = Load();

        Assert.Equal(outcome, model.Predict(ToyModels.Window(_table.Rows[0].Values, rms, minEigenvalue)).Outcome);
    }

    [Fact]
    public void What_is_unlike_the_training_set_is_not_music_unless_it_is_short()
    {
        using var model = Load();
        var strange = _table.Rows[0].Values.Select(value => value + 40).ToArray();

        Assert.Equal(Outcome.NotMusic, model.Predict(ToyModels.Window(strange)).Outcome);
        Assert.Equal(Outcome.Uncertain, model.Predict(ToyModels.Window(strange, seconds: 9.9)).Outcome);
        Assert.Null(model.Predict(ToyModels.Window(strange, seconds: 9.9)).Novelty);
    }

    [Fact]
    public void Short_audio_is_uncertain()
    {
        using var model = Load();

        Assert.Equal(Outcome.Uncertain, model.Predict(ToyModels.Window(_table.Rows[0].Values, seconds: 9.9)).Outcome);
    }

    [Fact]
    public void Features_of_another_kind_are_refused()
    {
        using var model = Load();

        Assert.Throws<ArgumentException>(() => model.Predict(ToyModels.Window(new double[FeatureKind.Classic.Length()])));
    }

    [Fact]
    public void One_model_answers_many_threads_as_it_answers_one()
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

    private GenreModel Load()
    {
        ToyModels.Train(Folder, _table);
        return GenreModel.Load(Folder);
    }
}
