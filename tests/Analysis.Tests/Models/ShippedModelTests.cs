using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Models;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Analysis.Tests.Models;

/// <summary>The models that ship with the programs are valid and as accurate as documented.</summary>
public sealed class ShippedModelTests : IDisposable
{
    private readonly ModelCatalog _catalog = new(ModelCatalog.FindRoots());

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void All_four_models_load_including_the_default()
    {
        Assert.Equal(["classic-10", "classic-6", "gtzan-10", "gtzan-6"], _catalog.Cards.Select(card => card.Id));
        foreach (var card in _catalog.Cards) Assert.Equal(card.Genres, _catalog.Get(card.Id).Card.Genres);
        Assert.Equal(10, _catalog.Get(ModelCatalog.Default).Card.Genres.Count);
        Assert.Equal(["classical", "hiphop", "jazz", "metal", "pop", "rock"], _catalog.Get("gtzan-6").Card.Genres);
    }

    [Theory]
    [InlineData("gtzan-10", 0.76, 0.60)]
    [InlineData("gtzan-6", 0.85, 0.80)]
    [InlineData("classic-10", 0.62, 0.48)]
    [InlineData("classic-6", 0.75, 0.68)]
    public void Cards_state_both_accuracies(string id, double folds, double partition)
    {
        var measured = _catalog.Get(id).Card.Measurements;

        Assert.Equal(["10-fold cross-validation", "a fixed partition"], measured.Select(m => m.Method));
        Assert.InRange(measured[0].Accuracy, folds, folds + 0.05);
        Assert.InRange(measured[1].Accuracy, partition, partition + 0.05);
        foreach (var m in measured)
        {
            Assert.Equal(m.Tracks, m.Confusion.Sum(row => row.Sum()));
            Assert.Equal(m.Accuracy, m.Confusion.Select((row, i) => row[i]).Sum() / (double)m.Tracks, 1e-12);
        }
    }

    [Fact]
    public void Default_models_are_trained_without_duplicates()
    {
        var trainedOn = _catalog.Get("gtzan-10").Card.TrainedOn;

        Assert.Equal((985, 14), (trainedOn.Tracks, trainedOn.DuplicatesDropped));
    }

    [Theory]
    [InlineData("gtzan-10")]
    [InlineData("gtzan-6")]
    [InlineData("classic-10")]
    [InlineData("classic-6")]
    public void A_model_predicts_most_of_its_training_tracks_and_rejects_few_as_not_music(string id)
    {
        var model = _catalog.Get(id);
        var table = Table().Only(model.Card.Genres).As(KindOf(model));
        var predictions = table.Rows.AsParallel().AsOrdered().Select(row => Predict(model, row.Values)).ToList();

        var right = table.Rows.Zip(predictions).Count(pair => model.Card.Genres[pair.Second.Prediction.Top] == pair.First.Genre);
        Assert.InRange(right / (double)predictions.Count, 0.9, 1.0);
        Assert.InRange(predictions.Count(p => p.Outcome == Outcome.NotMusic) / (double)predictions.Count, 0, 0.02);
    }

    private static FeatureKind KindOf(GenreModel model) =>
        Enum.GetValues<FeatureKind>().Single(kind => kind.FrontEnd() == model.FrontEnds.Single());

    private static (Prediction Prediction, Outcome Outcome) Predict(GenreModel model, double[] values)
    {
        var window = ToyModels.Window(values);
        var prediction = model.Predict(window);
        return (prediction, OutcomeRule.Of([window], prediction));
    }

    private static FeatureTable Table()
    {
        Assert.SkipUnless(RepositoryPaths.SharedData is not null, "The reference table is not available.");
        return FeatureTable.Load(Path.Combine(RepositoryPaths.SharedData!, "gtzan-mfcc104.csv"));
    }
}
