using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Training.Trainers;

/// <summary>Trains models and writes their folders.</summary>
public static class GenreTrainer
{
    private const double NoveltyNu = 0.02;
    private const double NoveltyGamma = 0.00243;
    private const double NoveltyThreshold = -0.25;

    /// <summary>Checks that <see cref="Train"/> may write to <paramref name="folder"/>, before any time is spent on training.</summary>
    /// <exception cref="TrainingException">The name of the folder is not a model id, or the folder contains something other than a model.</exception>
    public static void CheckFolder(string folder) => ModelStagingFolder.Check(folder);

    /// <summary>Trains a model on the whole set and writes its folder, replacing an existing model.</summary>
    /// <param name="set">The training set.</param>
    /// <param name="folder">Folder of the model; its name becomes the model's id.</param>
    /// <param name="name">Display name; null for the id.</param>
    /// <param name="description">Origin and limits of the model.</param>
    /// <param name="measurements">Accuracy of the recipe on held-out tracks.</param>
    /// <returns>The card of the model.</returns>
    /// <exception cref="TrainingException">The name of the folder is not a model id, or the folder contains something other than a model.</exception>
    /// <exception cref="SvmException">libsvm rejects the recipe.</exception>
    public static ModelCard Train(
        TrainingSet set, string folder, string? name, string description, IReadOnlyList<ModelMeasurement> measurements)
    {
        using var staging = new ModelStagingFolder(folder);
        var recipe = set.Recipe;
        var scaling = recipe.Standardise ? Scaling.Fit(set.Tracks.X) : null;
        var x = scaling is null ? set.Tracks.X : Array.ConvertAll(set.Tracks.X, scaling.Apply);

        // γ and threshold of the one-class machine were chosen for standardised logcov features.
        var novelty = recipe.Features == FeatureKind.LogCov && recipe.Standardise ? TrainNovelty(x, staging) : null;
        var card = new ModelCard(
            ModelCard.CurrentFormat,
            staging.Id,
            Version: "",
            name ?? staging.Id,
            novelty is null ? $"{description} The model has no one-class machine: only level and covariance detect audio that is not music.".TrimStart() : description,
            set.Tracks.Genres,
            [ModelFrontEnd.Of(recipe.Features.FrontEnd())],
            scaling,
            TrainClassifier(x, set.Tracks.Y, recipe, staging),
            novelty,
            set.Describe(),
            measurements,
            DateTimeOffset.UtcNow,
            typeof(GenreTrainer).Assembly.GetName().Version!.ToString(fieldCount: 3));
        card = card with { Version = ModelCardJson.VersionOf(card) };
        File.WriteAllText(staging.PathOf(GenreModel.CardFile), ModelCardJson.Write(card));
        staging.Commit();
        return card;
    }

    private static ModelClassifier TrainClassifier(double[][] x, int[] y, Recipe recipe, ModelStagingFolder staging)
    {
        using var machine = SvmModel.Train(x, y, recipe.Svm);
        var path = staging.PathOf(GenreModel.ClassifierFile);
        machine.Save(path);
        return new ModelClassifier(
            recipe.Kernel, recipe.C, recipe.Gamma ?? 1.0 / x[0].Length, recipe.Degree, recipe.Coef0, recipe.Seed,
            machine.SupportVectors, FileHash.Sha256(path));
    }

    private static ModelNovelty TrainNovelty(double[][] x, ModelStagingFolder staging)
    {
        using var machine = SvmModel.TrainOneClass(x, new SvmParameters(SvmKernel.Rbf, Gamma: NoveltyGamma, Nu: NoveltyNu));
        var path = staging.PathOf(GenreModel.NoveltyFile);
        machine.Save(path);
        return new ModelNovelty(NoveltyNu, NoveltyGamma, NoveltyThreshold, machine.SupportVectors, FileHash.Sha256(path));
    }
}
