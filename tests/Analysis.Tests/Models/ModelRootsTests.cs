using GenreQueue.Analysis.Models;
using GenreQueue.Fixtures.Models;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Analysis.Tests.Models;

/// <summary>Catalogs with several roots, and reading them again while models are in use.</summary>
public sealed class ModelRootsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("roots");

    private string Shipped => _folder.File("shipped");

    private string Own => _folder.File("own");

    public ModelRootsTests() => Train(Shipped, "toy");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Models_of_all_roots_are_listed_together_in_order()
    {
        Train(Own, "alto");
        using var catalog = Open();

        Assert.Equal(["alto", "toy"], catalog.Cards.Select(card => card.Id));
        Assert.Equal("alto", catalog.Get("alto").Card.Id);
        Assert.Empty(catalog.Faults);
    }

    [Fact]
    public void A_missing_optional_root_is_ignored()
    {
        using var catalog = Open();

        Assert.Equal(["toy"], catalog.Cards.Select(card => card.Id));
        Assert.Empty(catalog.Faults);
    }

    [Fact]
    public void The_first_root_with_an_id_wins_and_the_other_folder_is_reported()
    {
        var own = Train(Own, "toy", seed: 2);
        using var catalog = Open();

        Assert.NotEqual(own.Version, catalog.Get("toy").Card.Version);
        var fault = Assert.Single(catalog.Faults);
        Assert.Equal(Path.Combine(Own, "toy"), fault.Folder);
        Assert.Contains($"already provided by {Path.Combine(Shipped, "toy")}", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.json")]
    [InlineData("classifier.svm")]
    [InlineData("novelty.svm")]
    public void A_broken_folder_in_an_optional_root_is_reported_and_skipped(string file)
    {
        Train(Own, "broken");
        Train(Own, "whole");
        File.WriteAllText(Path.Combine(Own, "broken", file), "damaged");
        using var catalog = Open();

        Assert.Equal(["toy", "whole"], catalog.Cards.Select(card => card.Id));
        var fault = Assert.Single(catalog.Faults);
        Assert.Equal(Path.Combine(Own, "broken"), fault.Folder);
        Assert.Contains(file, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_card_in_the_first_root_is_an_error()
    {
        File.WriteAllText(Path.Combine(Shipped, "toy", "model.json"), "damaged");

        Assert.Throws<ModelException>(Open);
    }

    [Fact]
    public void Reloading_finds_new_models_drops_removed_ones_and_keeps_unchanged_ones()
    {
        Train(Own, "old");
        using var catalog = Open();
        var (toy, old) = (catalog.Get("toy"), catalog.Get("old"));
        Directory.Delete(Path.Combine(Own, "old"), recursive: true);
        Train(Own, "new");

        catalog.Reload();

        Assert.Equal(["new", "toy"], catalog.Cards.Select(card => card.Id));
        Assert.Same(toy, catalog.Get("toy"));
        Assert.Throws<KeyNotFoundException>(() => catalog.Get("old"));
        Predict(old);
    }

    [Fact]
    public void Reloading_replaces_a_changed_model_while_the_old_one_stays_usable()
    {
        var before = Train(Own, "mine");
        using var catalog = Open();
        var model = catalog.Get("mine");
        var after = Train(Own, "mine", seed: 2);

        catalog.Reload();

        Assert.Equal((before.Version, after.Version), (model.Card.Version, catalog.Get("mine").Card.Version));
        Predict(model);
    }

    [Fact]
    public void A_repaired_model_is_available_after_reloading()
    {
        Train(Own, "mine");
        var file = Path.Combine(Own, "mine", "classifier.svm");
        var content = File.ReadAllText(file);
        File.WriteAllText(file, content[..^10]);
        using var catalog = Open();
        Assert.Single(catalog.Faults);
        File.WriteAllText(file, content);

        catalog.Reload();

        Assert.Empty(catalog.Faults);
        Predict(catalog.Get("mine"));
    }

    [Fact]
    public void A_failed_reload_leaves_the_catalog_unchanged()
    {
        using var catalog = Open();
        Directory.Delete(Shipped, recursive: true);

        Assert.Throws<ModelException>(catalog.Reload);
        Assert.Equal(["toy"], catalog.Cards.Select(card => card.Id));
    }

    [Fact]
    public async Task Predictions_continue_while_the_catalog_is_reloaded()
    {
        Train(Own, "a");
        var hidden = Path.Combine(Own, ".a");
        using var catalog = Open();
        using var done = new CancellationTokenSource();
        var predicting = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested) Predict(catalog.Get("toy"));
        })).ToArray();
        var dropped = catalog.Get("a");

        for (var i = 0; i < 20; i++)
        {
            Directory.Move(i % 2 == 0 ? Path.Combine(Own, "a") : hidden, i % 2 == 0 ? hidden : Path.Combine(Own, "a"));
            catalog.Reload();
            GC.Collect();
            Predict(dropped);
        }
        await done.CancelAsync();

        await Task.WhenAll(predicting);
        Assert.Equal(["a", "toy"], catalog.Cards.Select(card => card.Id));
    }

    [Fact]
    public void A_disposed_catalog_cannot_be_reloaded()
    {
        var catalog = Open();
        catalog.Dispose();

        Assert.Throws<ObjectDisposedException>(catalog.Reload);
    }

    private ModelCatalog Open() => new(Shipped, Own);

    private static ModelCard Train(string root, string id, int seed = 1) =>
        ToyModels.Train(Path.Combine(root, id), recipe: Recipe.Default with { Seed = seed });

    private static void Predict(GenreModel model) =>
        Assert.Equal(1, model.Predict(ToyModels.Window(new double[model.Card.FeatureCount])).Probabilities.Sum(), 1e-9);
}
