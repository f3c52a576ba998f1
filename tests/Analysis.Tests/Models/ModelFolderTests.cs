using GenreQueue.Analysis.Models;
using GenreQueue.Fixtures.Models;

namespace GenreQueue.Analysis.Tests.Models;

/// <summary>Model folders that are incomplete or were modified.</summary>
public sealed class ModelFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("models-").FullName;

    private string Folder => Path.Combine(_root, "toy");

    public ModelFolderTests() => ToyModels.Train(Folder);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("model.json")]
    [InlineData("classifier.svm")]
    [InlineData("novelty.svm")]
    public void A_missing_file_is_named(string file)
    {
        File.Delete(Path.Combine(Folder, file));

        Assert.Contains($"{file}: the file is missing", Reason(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classifier.svm")]
    [InlineData("novelty.svm")]
    public void A_machine_of_another_model_is_rejected(string file)
    {
        var other = Path.Combine(_root, "other");
        ToyModels.Train(other, ToyModels.Table(perGenre: 20));
        File.Copy(Path.Combine(other, file), Path.Combine(Folder, file), overwrite: true);

        Assert.Contains($"{file}: its SHA-256 differs from the one in model.json", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_of_another_model_is_rejected()
    {
        var other = Path.Combine(_root, "other");
        ToyModels.Train(other);
        File.Copy(Path.Combine(other, "model.json"), Path.Combine(Folder, "model.json"), overwrite: true);

        Assert.Contains("it describes the model other", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_machine_is_rejected()
    {
        var path = Path.Combine(Folder, "classifier.svm");
        File.WriteAllText(path, File.ReadAllText(path)[..^100]);

        Assert.Contains("its SHA-256 differs", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_with_more_features_than_the_card_says_is_rejected()
    {
        Rewrite("classifier.svm", text => text.TrimEnd() + " 200:0.5 \n");

        Assert.Contains("classifier.svm: The model uses 200 features, but only 103 are available.", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_with_other_classes_than_the_card_says_is_rejected()
    {
        Rewrite("classifier.svm", text => text.Replace("label 0 1 2", "label 0 1 5", StringComparison.Ordinal));

        Assert.Contains("it does not give probabilities for the 3 genres", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_classifier_in_place_of_the_one_class_machine_is_rejected()
    {
        Rewrite("novelty.svm", _ => File.ReadAllText(Path.Combine(Folder, "classifier.svm")));

        Assert.Contains("it is not a one-class machine", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_edited_by_hand_is_rejected()
    {
        var path = Path.Combine(Folder, "model.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"nu\": 0.02", "\"nu\": 0.03", StringComparison.Ordinal));

        Assert.Contains("it was modified after training", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_path_of_the_folder_may_end_with_a_slash()
    {
        using var model = GenreModel.Load(Folder + "/");

        Assert.Equal("toy", model.Card.Id);
    }

    private string Reason() => Assert.Throws<ModelException>(() => GenreModel.Load(Folder).Dispose()).Message;

    /// <summary>Changes a machine and updates the card accordingly.</summary>
    private void Rewrite(string file, Func<string, string> change)
    {
        var path = Path.Combine(Folder, file);
        File.WriteAllText(path, change(File.ReadAllText(path)));
        var card = GenreModel.ReadCard(Folder);
        var hash = FileHash.Sha256(path);
        card = file == "novelty.svm"
            ? card with { Novelty = card.Novelty! with { Sha256 = hash } }
            : card with { Classifier = card.Classifier with { Sha256 = hash } };
        File.WriteAllText(Path.Combine(Folder, "model.json"), ModelCardJson.Write(card with { Version = ModelCardJson.VersionOf(card) }));
    }
}
