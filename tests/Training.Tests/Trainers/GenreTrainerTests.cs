using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;
using GenreQueue.Fixtures.Models;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Tests.Trainers;

public sealed class GenreTrainerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("training-").FullName;

    private string Folder => Path.Combine(_root, "toy");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Training_twice_gives_the_same_version_and_files()
    {
        var first = ToyModels.Train(Folder);
        var machine = File.ReadAllText(Path.Combine(Folder, "classifier.svm"));
        var second = ToyModels.Train(Folder);

        Assert.Equal(first.Version, second.Version);
        Assert.Equal(machine, File.ReadAllText(Path.Combine(Folder, "classifier.svm")));
        Assert.NotEqual(first.Version, ToyModels.Train(Folder, recipe: Recipe.Default with { Seed = 2 }).Version);
    }

    [Fact]
    public void A_card_describes_the_training_set()
    {
        var table = ToyModels.Table(perGenre: 12);
        table = new FeatureTable(table.Kind, [.. table.Rows, table.Rows[0] with { Track = "again" }]);
        var set = TrainingSet.Prepare(table, Recipe.Default, ["alpha", "beta"], dropDuplicates: true, "toy.csv", ToyModels.Hash);
        var card = GenreTrainer.Train(set, Folder, "Toy", "Synthetic.", []);

        Assert.Equal(("toy", "Toy", "Synthetic."), (card.Id, card.Name, card.Description));
        Assert.Equal(["alpha", "beta"], card.Genres);
        Assert.Equal((24, 1), (card.TrainedOn.Tracks, card.TrainedOn.DuplicatesDropped));
        Assert.Equal(12, card.TrainedOn.TracksByGenre["beta"]);
        Assert.Equal(0.005, card.Classifier.Gamma);
        Assert.Equal(-0.25, card.Novelty?.Threshold);
    }

    [Fact]
    public void A_classic_model_has_no_one_class_machine_and_its_card_says_so()
    {
        var table = ToyModels.Table();
        var classic = new FeatureTable(FeatureKind.Classic, [.. table.Rows.Select(row => row with { Values = [.. row.Values, 1] })]);
        var card = ToyModels.Train(Folder, classic, Recipe.Classic);
        using var model = GenreModel.Load(Folder);

        Assert.Null(card.Novelty);
        Assert.Null(card.Scaling);
        Assert.Equal(1.0 / 104, card.Classifier.Gamma);
        Assert.Contains("no one-class machine", card.Description, StringComparison.Ordinal);
        Assert.Null(model.Predict(ToyModels.Window(classic.Rows[0].Values)).Novelty);
    }

    [Fact]
    public void Measuring_tests_every_track_and_reports_each_split()
    {
        var set = TrainingSet.Prepare(ToyModels.Table(), Recipe.Default, null, false, "toy.csv", ToyModels.Hash);
        var splits = 0;
        var measured = RecipeMeasurement.Measure(set, [new CrossValidation(5)], () => Interlocked.Increment(ref splits), TestContext.Current.CancellationToken);

        var measurement = Assert.Single(measured);
        Assert.Equal(("5-fold cross-validation", 45, 1.0), (measurement.Method, measurement.Tracks, measurement.Accuracy));
        Assert.Equal(15, measurement.Confusion[1][1]);
        Assert.Equal(5, splits);
    }

    [Fact]
    public void Unsuitable_training_sets_are_rejected()
    {
        Rejects("beta has 9", ToyModels.Table(9, "beta", "gamma"));
        Rejects("only beta", ToyModels.Table(20, "beta"));
        Rejects("at least two genres", new FeatureTable(FeatureKind.LogCov, []));
        Rejects("The table has no delta", ToyModels.Table(), genres: ["alpha", "delta"]);
        Rejects("classic", ToyModels.Table(), Recipe.Classic);
    }

    [Fact]
    public void Invalid_parameters_leave_the_old_model_in_place()
    {
        var before = ToyModels.Train(Folder);

        Assert.Throws<SvmException>(() => ToyModels.Train(Folder, recipe: Recipe.Default with { C = -1 }));
        Assert.Equal(before.Version, GenreModel.ReadCard(Folder).Version);
        Assert.Equal([Folder], Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void A_folder_with_other_content_is_left_unchanged()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "song.mp3"), "");

        Assert.Contains("contains something other than a model", Assert.Throws<TrainingException>(() => ToyModels.Train(Folder)).Message, StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => ToyModels.Train(Path.Combine(_root, "Not An Id")));
        Assert.True(File.Exists(Path.Combine(Folder, "song.mp3")));
    }

    private static void Rejects(string reason, FeatureTable table, Recipe? recipe = null, string[]? genres = null) =>
        Assert.Contains(reason, Assert.Throws<TrainingException>(() =>
            TrainingSet.Prepare(table, recipe ?? Recipe.Default, genres, false, "toy.csv", ToyModels.Hash)).Message, StringComparison.Ordinal);
}
