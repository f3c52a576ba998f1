using GenreQueue.Analysis.Models;
using GenreQueue.Fixtures.Models;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Analysis.Tests.Models;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly TemporaryFolder _root = new("models");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_catalog_lists_its_models_in_order_and_ignores_other_folders()
    {
        ToyModels.Train(_root.File("zeta"));
        ToyModels.Train(_root.File("eta"));
        Directory.CreateDirectory(_root.File("notes"));
        Directory.CreateDirectory(_root.File(".eta.draft-1"));
        File.WriteAllText(_root.File(".eta.draft-1/model.json"), "half");
        using var catalog = new ModelCatalog(_root.Path);

        Assert.Equal(["eta", "zeta"], catalog.Cards.Select(card => card.Id));
    }

    [Fact]
    public void A_model_is_loaded_once_for_all_callers()
    {
        ToyModels.Train(_root.File("toy"));
        using var catalog = new ModelCatalog(_root.Path);
        var models = new GenreModel[16];
        Parallel.For(0, models.Length, i => models[i] = catalog.Get("toy"));

        Assert.All(models, model => Assert.Same(models[0], model));
    }

    [Fact]
    public void An_unknown_model_is_rejected_with_the_available_ones()
    {
        ToyModels.Train(_root.File("toy"));
        using var catalog = new ModelCatalog(_root.Path);

        Assert.Contains("there are toy", Assert.Throws<KeyNotFoundException>(() => catalog.Get("../toy")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_models_is_rejected()
    {
        Assert.Contains("contains no models", Assert.Throws<ModelException>(() => new ModelCatalog(_root.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("no models folder", Assert.Throws<ModelException>(() => new ModelCatalog(_root.File("none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposing_a_catalog_disposes_its_models()
    {
        var card = ToyModels.Train(_root.File("toy"));
        var catalog = new ModelCatalog(_root.Path);
        var model = catalog.Get("toy");
        catalog.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Predict(ToyModels.Window(new double[card.FeatureCount])));
    }

    [Fact]
    public void The_root_is_the_configured_one_or_the_one_next_to_the_program()
    {
        Assert.Equal(["mine"], ModelCatalog.FindRoots("mine"));
        Assert.SkipWhen(Environment.GetEnvironmentVariable(ModelCatalog.FolderVariable) is { Length: > 0 }, "The variable is set.");
        Assert.Equal([Path.Combine(AppContext.BaseDirectory, "models")], ModelCatalog.FindRoots());
    }

    [Fact]
    public void Several_roots_are_separated_as_in_PATH_unless_there_is_a_folder_of_that_name()
    {
        var setting = string.Join(Path.PathSeparator, _root.File("a"), _root.File("b"));
        Assert.Equal([_root.File("a"), _root.File("b")], ModelCatalog.FindRoots(setting));

        Directory.CreateDirectory(setting);
        Assert.Equal([setting], ModelCatalog.FindRoots(setting));
    }
}
