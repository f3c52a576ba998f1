using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;

namespace GenreQueue.Analysis.Tests.Models;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("models-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_catalog_lists_its_models_in_order_and_passes_over_other_folders()
    {
        ToyModels.Train(Path.Combine(_root, "zeta"));
        ToyModels.Train(Path.Combine(_root, "eta"));
        Directory.CreateDirectory(Path.Combine(_root, "notes"));
        Directory.CreateDirectory(Path.Combine(_root, ".eta.draft-1"));
        File.WriteAllText(Path.Combine(_root, ".eta.draft-1", "model.json"), "half");
        using var catalog = new ModelCatalog(_root);

        Assert.Equal(["eta", "zeta"], catalog.Cards.Select(card => card.Id));
    }

    [Fact]
    public void A_model_is_loaded_once_for_all_who_ask()
    {
        ToyModels.Train(Path.Combine(_root, "toy"));
        using var catalog = new ModelCatalog(_root);
        var models = new GenreModel[16];
        Parallel.For(0, models.Length, i => models[i] = catalog.Get("toy"));

        Assert.All(models, model => Assert.Same(models[0], model));
    }

    [Fact]
    public void An_unknown_model_is_refused_with_the_names_of_those_there_are()
    {
        ToyModels.Train(Path.Combine(_root, "toy"));
        using var catalog = new ModelCatalog(_root);

        Assert.Contains("there are toy", Assert.Throws<KeyNotFoundException>(() => catalog.Get("../toy")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_models_is_refused()
    {
        Assert.Contains("holds no model", Assert.Throws<ModelException>(() => new ModelCatalog(_root)).Message, StringComparison.Ordinal);
        Assert.Contains("no models folder", Assert.Throws<ModelException>(() => new ModelCatalog(Path.Combine(_root, "none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposing_a_catalog_disposes_its_models()
    {
        var card = ToyModels.Train(Path.Combine(_root, "toy"));
        var catalog = new ModelCatalog(_root);
        var model = catalog.Get("toy");
        catalog.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Predict(ToyModels.Window(new double[card.Features.Length])));
    }

    [Fact]
    public void The_folder_is_the_one_asked_for_or_the_one_beside_the_program()
    {
        Assert.Equal("mine", ModelCatalog.FindFolder("mine"));
        Assert.SkipWhen(Environment.GetEnvironmentVariable(ModelCatalog.FolderVariable) is { Length: > 0 }, "The variable names another folder.");
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "models"), ModelCatalog.FindFolder());
    }
}
