using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Training.Trainers;

/// <summary>Trains models and measures their recipes.</summary>
public static class GenreTrainer
{
    private const double NoveltyNu = 0.02;
    private const double NoveltyGamma = 0.00243;

    /// <summary>Measures the recipe on tracks that it is not trained on.</summary>
    /// <param name="set">The training set.</param>
    /// <param name="protocols">What is trained on and tested each time.</param>
    /// <param name="splitDone">Told, from any thread, that one more split is done.</param>
    /// <param name="cancellationToken">Stops before the next split.</param>
    /// <exception cref="TrainingException">The set cannot be divided so.</exception>
    /// <exception cref="SvmException">libsvm refuses the recipe.</exception>
    public static IReadOnlyList<ModelMeasurement> Measure(
        TrainingSet set, IEnumerable<Protocol> protocols, Action? splitDone, CancellationToken cancellationToken)
    {
        var trainer = new PreparedTrainer(new SvmClassifier(set.Recipe.Svm), set.Recipe.Standardise, pcaShare: null);
        return [.. protocols.Select(protocol =>
        {
            try
            {
                var tracks = protocol is Partition ? set.All : set.Tracks;
                var result = Evaluator.Run(tracks, protocol.Plan(tracks), trainer, splitDone: _ => splitDone?.Invoke(), cancellationToken: cancellationToken).Pooled;
                return new ModelMeasurement(
                    protocol.Description, result.Clips, result.Accuracy, result.MacroF1, result.CalibrationError ?? 0, result.Confusion);
            }
            catch (ArgumentException exception)
            {
                throw new TrainingException(exception.Message);
            }
        })];
    }

    /// <summary>Whether <see cref="Train"/> may write to <paramref name="folder"/>; to be asked before the long work.</summary>
    /// <exception cref="TrainingException">The folder's name is no model id, or it holds something that is no model.</exception>
    public static void CheckFolder(string folder) => ModelStagingFolder.Check(folder);

    /// <summary>Trains a model on the whole set and writes its folder, which replaces the model that was there.</summary>
    /// <param name="set">The training set.</param>
    /// <param name="folder">Folder of the model; its name becomes the model's id.</param>
    /// <param name="name">Name for display; the id when null.</param>
    /// <param name="description">What the model is made from and what to expect of it.</param>
    /// <param name="measurements">How good the recipe is, from <see cref="Measure"/>.</param>
    /// <returns>The card as written.</returns>
    /// <exception cref="TrainingException">The folder's name is no model id, or the folder holds something that is no model.</exception>
    /// <exception cref="SvmException">libsvm refuses the recipe.</exception>
    public static ModelCard Train(
        TrainingSet set, string folder, string? name, string description, IReadOnlyList<ModelMeasurement> measurements)
    {
        using var place = new ModelStagingFolder(folder);
        var recipe = set.Recipe;
        var scaling = recipe.Standardise ? Scaling.Fit(set.Tracks.X) : null;
        var x = scaling is null ? set.Tracks.X : Array.ConvertAll(set.Tracks.X, scaling.Apply);

        // The one-class machine's γ and threshold are those of standardised logcov features.
        var novelty = recipe.Features == FeatureKind.LogCov && recipe.Standardise ? TrainNovelty(x, place) : null;
        var card = new ModelCard(
            ModelCard.CurrentFormat,
            place.Id,
            Version: "",
            name ?? place.Id,
            novelty is null ? $"{description} It has no one-class machine: what is not music is told by level and covariance alone.".TrimStart() : description,
            set.Tracks.Genres,
            new ModelFeatures(recipe.Features, ModelCard.CurrentFeatureVersion, recipe.Features.Length()),
            scaling,
            TrainClassifier(x, set.Tracks.Y, recipe, place),
            novelty,
            set.Describe(),
            measurements,
            DateTimeOffset.UtcNow,
            typeof(GenreTrainer).Assembly.GetName().Version!.ToString(fieldCount: 3));
        card = card with { Version = ModelCardJson.VersionOf(card) };
        File.WriteAllText(place.PathOf(GenreModel.CardFile), ModelCardJson.Write(card));
        place.Commit();
        return card;
    }

    private static ModelClassifier TrainClassifier(double[][] x, int[] y, Recipe recipe, ModelStagingFolder place)
    {
        using var machine = SvmModel.Train(x, y, recipe.Svm);
        var path = place.PathOf(GenreModel.ClassifierFile);
        machine.Save(path);
        return new ModelClassifier(
            recipe.Kernel, recipe.C, recipe.Gamma ?? 1.0 / x[0].Length, recipe.Degree, recipe.Coef0, recipe.Seed,
            machine.SupportVectors, FileHash.Sha256(path));
    }

    private static ModelNovelty TrainNovelty(double[][] x, ModelStagingFolder place)
    {
        using var machine = SvmModel.TrainOneClass(x, new SvmParameters(SvmKernel.Rbf, Gamma: NoveltyGamma, Nu: NoveltyNu));
        var path = place.PathOf(GenreModel.NoveltyFile);
        machine.Save(path);
        return new ModelNovelty(NoveltyNu, NoveltyGamma, OutcomeRule.NoveltyThreshold, machine.SupportVectors, FileHash.Sha256(path));
    }
}
