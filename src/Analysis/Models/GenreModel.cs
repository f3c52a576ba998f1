using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Svm;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Models;

/// <summary>A model loaded from its folder. Prediction is safe from many threads at once.</summary>
public sealed class GenreModel : IDisposable
{
    internal const string CardFile = "model.json";
    internal const string ClassifierFile = "classifier.svm";
    internal const string NoveltyFile = "novelty.svm";

    private readonly SvmModel _classifier;
    private readonly SvmModel? _novelty;

    private GenreModel(ModelCard card, SvmModel classifier, SvmModel? novelty) =>
        (Card, _classifier, _novelty) = (card, classifier, novelty);

    /// <summary>What the model is.</summary>
    public ModelCard Card { get; }

    /// <summary>Loads the model in <paramref name="folder"/>.</summary>
    /// <exception cref="ModelException">The folder holds no sound model: a file is missing or damaged, or they do not belong together.</exception>
    public static GenreModel Load(string folder) => Load(folder, ReadCard(folder));

    /// <summary>Reads what the model in <paramref name="folder"/> is, without loading it.</summary>
    /// <exception cref="ModelException">There is no sound <c>model.json</c>.</exception>
    public static ModelCard ReadCard(string folder)
    {
        try
        {
            var card = ModelCardJson.Read(File.ReadAllText(Path.Combine(folder, CardFile)));
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            return card.Id == name ? card : throw new ModelException($"it is of model {card.Id}, whose folder must have that name");
        }
        catch (Exception exception) when (exception is ModelException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, CardFile, exception);
        }
    }

    internal static GenreModel Load(string folder, ModelCard card)
    {
        var classifier = LoadSvm(folder, ClassifierFile, card.Classifier.Sha256, card.Features.Length);
        SvmModel? novelty = null;
        try
        {
            if (!classifier.HasProbabilities || !classifier.Labels.Order().SequenceEqual(Enumerable.Range(0, card.Genres.Count)))
                throw Unusable(folder, ClassifierFile, new ModelException($"it gives no probabilities for the {card.Genres.Count} genres of {CardFile}"));
            if (card.Novelty is { } described)
            {
                novelty = LoadSvm(folder, NoveltyFile, described.Sha256, card.Features.Length);
                if (!novelty.IsOneClass) throw Unusable(folder, NoveltyFile, new ModelException("it is no one-class machine"));
            }
            return new GenreModel(card, classifier, novelty);
        }
        catch
        {
            classifier.Dispose();
            novelty?.Dispose();
            throw;
        }
    }

    /// <summary>Probabilities and outcome for one window.</summary>
    /// <param name="features">Features of the kind that <see cref="ModelCard.Features"/> names.</param>
    /// <exception cref="ArgumentException">They are of another kind.</exception>
    public Prediction Predict(FeatureVector features)
    {
        if (features.Kind != Card.Features.Kind)
            throw new ArgumentException($"Model {Card.Id} takes {Card.Features.Kind} features, not {features.Kind}.", nameof(features));
        Span<double> scaled = stackalloc double[Card.Features.Length];
        if (Card.Scaling is { } scaling) scaling.Apply(features.Values, scaled);
        else features.Values.CopyTo(scaled);

        Span<double> byLabel = stackalloc double[Card.Genres.Count];
        _classifier.Probabilities(scaled, byLabel);
        var probabilities = new double[byLabel.Length];
        for (var i = 0; i < byLabel.Length; i++) probabilities[_classifier.Labels[i]] = byLabel[i];

        double? novelty = OutcomeRule.AsksNovelty(features) ? _novelty?.Decision(scaled) : null;
        var outcome = OutcomeRule.IsMusic(features, novelty, Card.Novelty?.Threshold ?? 0)
            ? OutcomeRule.OfMusic(probabilities.Max(), features.Seconds)
            : Outcome.NotMusic;
        return new Prediction(probabilities, outcome, novelty);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _classifier.Dispose();
        _novelty?.Dispose();
    }

    private static SvmModel LoadSvm(string folder, string file, string sha256, int features)
    {
        try
        {
            var path = Path.Combine(folder, file);
            if (FileHash.Sha256(path) != sha256) throw new ModelException($"it is not the file that {CardFile} describes (its SHA-256 is another)");
            var highest = SvmText.Check(path);
            if (highest > features) throw new ModelException($"it takes {highest} features, but {CardFile} says {features}");
            return SvmModel.LoadChecked(path);
        }
        catch (Exception exception) when (exception is ModelException or SvmException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, file, exception);
        }
    }

    private static ModelException Unusable(string folder, string file, Exception reason)
    {
        var words = reason is FileNotFoundException or DirectoryNotFoundException ? "it is missing" : reason.Message;
        return new ModelException($"The model in {folder} cannot be used. {file}: {words}.", reason);
    }
}
