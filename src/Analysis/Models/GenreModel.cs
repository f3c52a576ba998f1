using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Svm;

namespace GenreQueue.Analysis.Models;

/// <summary>A model loaded from its folder. Safe to use from many threads at once.</summary>
public sealed class GenreModel : IDisposable
{
    internal const string CardFile = "model.json";
    internal const string ClassifierFile = "classifier.svm";
    internal const string NoveltyFile = "novelty.svm";

    /// <summary>Seconds of audio below which the one-class machine is not used: its decisions vary too much.</summary>
    internal const double NoveltyMinSeconds = 10;

    private readonly IClassifier _classifier;
    private readonly SvmModel? _novelty;

    private GenreModel(ModelCard card, IClassifier classifier, SvmModel? novelty)
    {
        (Card, _classifier, _novelty) = (card, classifier, novelty);
        FrontEnds = [.. card.FrontEnds.Select(frontEnd => KnownFrontEnds.Find(frontEnd.Id)!)];
    }

    /// <summary>Description of the model.</summary>
    public ModelCard Card { get; }

    /// <summary>Front ends whose feature vectors <see cref="Predict"/> expects, in this order. All have the same sample rate.</summary>
    public IReadOnlyList<IFrontEnd> FrontEnds { get; }

    /// <summary>Loads the model in <paramref name="folder"/>.</summary>
    /// <exception cref="ModelException">A file is missing or invalid, or the files do not belong together.</exception>
    public static GenreModel Load(string folder) => Load(folder, ReadCard(folder));

    /// <summary>Reads the card of the model in <paramref name="folder"/> without loading the model.</summary>
    /// <exception cref="ModelException"><c>model.json</c> is missing or invalid.</exception>
    public static ModelCard ReadCard(string folder)
    {
        try
        {
            var card = ModelCardJson.Read(File.ReadAllText(Path.Combine(folder, CardFile)));
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            return card.Id == name ? card : throw new ModelException($"it describes the model {card.Id}, whose folder must have that name");
        }
        catch (Exception exception) when (exception is ModelException or IOException or UnauthorizedAccessException)
        {
            throw CannotUse(folder, CardFile, exception);
        }
    }

    internal static GenreModel Load(string folder, ModelCard card)
    {
        var classifier = LoadSvm(folder, ClassifierFile, card.Classifier.Sha256, card.FeatureCount);
        SvmModel? novelty = null;
        try
        {
            if (!classifier.HasProbabilities || !classifier.Labels.Order().SequenceEqual(Enumerable.Range(0, card.Genres.Count)))
                throw CannotUse(folder, ClassifierFile, new ModelException($"it does not give probabilities for the {card.Genres.Count} genres of {CardFile}"));
            if (card.Novelty is { } described)
            {
                novelty = LoadSvm(folder, NoveltyFile, described.Sha256, card.FeatureCount);
                if (!novelty.IsOneClass) throw CannotUse(folder, NoveltyFile, new ModelException("it is not a one-class machine"));
            }
            return new GenreModel(card, new SvmClassifier(classifier), novelty);
        }
        catch
        {
            classifier.Dispose();
            novelty?.Dispose();
            throw;
        }
    }

    /// <summary>Computes genre probabilities and novelty for one window.</summary>
    /// <param name="features">One vector for each of <see cref="FrontEnds"/>, in that order.</param>
    /// <exception cref="ArgumentException">The vectors are of other front ends.</exception>
    public Prediction Predict(params ReadOnlySpan<FeatureVector> features)
    {
        Span<double> values = stackalloc double[Card.FeatureCount];
        Concatenate(features, values);
        if (Card.Scaling is { } scaling) scaling.Apply(values, values);
        var probabilities = new double[Card.Genres.Count];
        _classifier.Probabilities(values, probabilities);
        double? novelty = features[0].Seconds >= NoveltyMinSeconds ? _novelty?.Decision(values) : null;
        return new Prediction(probabilities, novelty, novelty < Card.Novelty?.Threshold);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _classifier.Dispose();
        _novelty?.Dispose();
    }

    private void Concatenate(ReadOnlySpan<FeatureVector> features, Span<double> values)
    {
        if (features.Length != FrontEnds.Count)
            throw new ArgumentException($"Model {Card.Id} expects {FrontEnds.Count} feature vectors, got {features.Length}.", nameof(features));
        var next = 0;
        for (var i = 0; i < features.Length; i++)
        {
            if (features[i].FrontEnd != FrontEnds[i].Id)
                throw new ArgumentException($"Model {Card.Id} expects {FrontEnds[i].Id} features, got {features[i].FrontEnd}.", nameof(features));
            features[i].Values.CopyTo(values[next..]);
            next += FrontEnds[i].Length;
        }
    }

    private static SvmModel LoadSvm(string folder, string file, string sha256, int features)
    {
        try
        {
            var path = Path.Combine(folder, file);
            if (FileHash.Sha256(path) != sha256) throw new ModelException($"its SHA-256 differs from the one in {CardFile}");
            return SvmModel.Load(path, features);
        }
        catch (Exception exception) when (exception is ModelException or SvmException or IOException or UnauthorizedAccessException)
        {
            throw CannotUse(folder, file, exception);
        }
    }

    private static ModelException CannotUse(string folder, string file, Exception cause)
    {
        var reason = cause is FileNotFoundException or DirectoryNotFoundException ? "the file is missing" : cause.Message;
        return new ModelException($"The model in {folder} cannot be used. {file}: {reason.TrimEnd('.')}.", cause);
    }
}
