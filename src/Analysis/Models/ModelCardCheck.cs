using System.Text.RegularExpressions;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Analysis.Models;

/// <summary>Whether the parts of a card fit each other.</summary>
internal static partial class ModelCardCheck
{
    /// <exception cref="ModelException">They do not.</exception>
    public static void Check(ModelCard card)
    {
        Require(card.Format == ModelCard.CurrentFormat, $"it has format {card.Format}, and this version reads format {ModelCard.CurrentFormat}");
        Require(IsId(card.Id), $"\"{card.Id}\" is no model id: {IdRule}");
        CheckGenres(card.Genres);
        CheckFeatures(card.Features);
        if (card.Scaling is { } scaling) CheckScaling(scaling, card.Features.Length);
        CheckTrainingSet(card.TrainedOn, card.Genres);
        foreach (var measurement in card.Measurements) CheckMeasurement(measurement, card.Genres.Count);
        Require(IsHash(card.Classifier.Sha256), "classifier.sha256 is no SHA-256");
        Require(card.Novelty is not { } novelty || IsHash(novelty.Sha256), "novelty.sha256 is no SHA-256");
    }

    /// <summary>What <see cref="IsId"/> asks for, in words.</summary>
    public const string IdRule = "use lower-case letters, digits, '-', '_' and '.', at most 64, a letter or digit first";

    /// <summary>Whether a model may be called so.</summary>
    public static bool IsId(string id) => IdPattern().IsMatch(id);

    private static void CheckGenres(IReadOnlyList<string> genres)
    {
        Require(genres.Count >= 2, "it names fewer than two genres");
        Require(genres.All(genre => !string.IsNullOrWhiteSpace(genre)), "a genre has no name");
        Require(genres.SequenceEqual(genres.Distinct().Order(StringComparer.Ordinal)), "its genres are not in order, or one stands there twice");
    }

    private static void CheckFeatures(ModelFeatures features)
    {
        Require(Enum.IsDefined(features.Kind), $"it needs unknown features, kind {features.Kind}");
        Require(features.Version == ModelCard.CurrentFeatureVersion,
            $"it needs version {features.Version} of the features, and this version computes {ModelCard.CurrentFeatureVersion}: train it again");
        Require(features.Length == features.Kind.Length(), $"it takes {features.Length} features, but {features.Kind} has {features.Kind.Length()}");
    }

    private static void CheckScaling(Scaling scaling, int length)
    {
        Require(scaling.Mean.Length == length && scaling.Deviation.Length == length,
            $"its scaling has {scaling.Mean.Length} means and {scaling.Deviation.Length} deviations for {length} features");
        Require(scaling.Mean.All(double.IsFinite) && scaling.Deviation.All(d => double.IsFinite(d) && d > 0), "a deviation of its scaling is not above 0");
    }

    private static void CheckTrainingSet(ModelTrainingSet trainedOn, IReadOnlyList<string> genres)
    {
        Require(IsHash(trainedOn.Sha256), "trainedOn.sha256 is no SHA-256");
        Require(trainedOn.TracksByGenre.Keys.Order(StringComparer.Ordinal).SequenceEqual(genres), "trainedOn.tracksByGenre names other genres than the model");
        Require(trainedOn.TracksByGenre.Values.Sum(count => (long)count) == trainedOn.Tracks, "trainedOn.tracksByGenre does not add up to trainedOn.tracks");
    }

    private static void CheckMeasurement(ModelMeasurement? measurement, int genres) =>
        Require(measurement is not null && measurement.Confusion.Count == genres && measurement.Confusion.All(row => row is not null && row.Count == genres),
            $"the confusion matrix of \"{measurement?.Method}\" is not {genres} by {genres}");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new ModelException(otherwise);
    }

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}\\z")]
    private static partial Regex IdPattern();
}
