using System.Text.RegularExpressions;

namespace GenreQueue.Analysis.Models;

/// <summary>Consistency checks of a model card.</summary>
internal static partial class ModelCardCheck
{
    /// <summary>The rule that <see cref="IsId"/> checks, for error messages.</summary>
    public const string IdRule = "use lower-case letters, digits, '-', '_' and '.', at most 64, a letter or digit first";

    /// <exception cref="ModelException">Parts of the card are invalid or contradict each other.</exception>
    public static void Check(ModelCard card)
    {
        Require(card.Format == ModelCard.CurrentFormat,
            $"it has format {card.Format}, but this version reads formats {ModelCardFormat1.Number} to {ModelCard.CurrentFormat}");
        Require(IsId(card.Id), $"\"{card.Id}\" is not a valid model id: {IdRule}");
        CheckGenres(card.Genres);
        Require(card.FrontEnds.Count > 0, "it names no front end");
        foreach (var frontEnd in card.FrontEnds) CheckFrontEnd(frontEnd);
        Require(card.FrontEnds.DistinctBy(frontEnd => KnownFrontEnds.Find(frontEnd.Id)!.SampleRate).Count() == 1,
            "its front ends need different sample rates");
        if (card.Scaling is { } scaling) CheckScaling(scaling, card.FeatureCount);
        CheckTrainingSet(card.TrainedOn, card.Genres);
        foreach (var measurement in card.Measurements) CheckMeasurement(measurement, card.Genres.Count);
        Require(IsHash(card.Classifier.Sha256), "classifier.sha256 is not a SHA-256 hash");
        Require(card.Novelty is not { } novelty || IsHash(novelty.Sha256), "novelty.sha256 is not a SHA-256 hash");
    }

    /// <summary>True for a valid model id.</summary>
    public static bool IsId(string id) => IdPattern().IsMatch(id);

    private static void CheckGenres(IReadOnlyList<string> genres)
    {
        Require(genres.Count >= 2, "it names fewer than two genres");
        Require(genres.All(genre => !string.IsNullOrWhiteSpace(genre)), "a genre has an empty name");
        Require(genres.SequenceEqual(genres.Distinct().Order(StringComparer.Ordinal)), "its genres are not in order or not unique");
    }

    private static void CheckFrontEnd(ModelFrontEnd? needed)
    {
        if (needed is null) throw new ModelException("a front end is null");
        var frontEnd = KnownFrontEnds.Find(needed.Id) ?? throw new ModelException($"it needs the unknown front end \"{needed.Id}\"");
        Require(needed.Version == frontEnd.Version,
            $"it needs version {needed.Version} of the front end {frontEnd.Id}, but this version of GenreQueue has {frontEnd.Version}: train the model again");
        Require(needed.Length == frontEnd.Length, $"it expects {needed.Length} {frontEnd.Id} features instead of {frontEnd.Length}");
    }

    private static void CheckScaling(Scaling scaling, int length)
    {
        Require(scaling.Mean.Length == length && scaling.Deviation.Length == length,
            $"its scaling has {scaling.Mean.Length} means and {scaling.Deviation.Length} deviations for {length} features");
        Require(scaling.Mean.All(double.IsFinite) && scaling.Deviation.All(d => double.IsFinite(d) && d > 0), "a deviation of its scaling is not above 0");
    }

    private static void CheckTrainingSet(ModelTrainingSet trainedOn, IReadOnlyList<string> genres)
    {
        Require(IsHash(trainedOn.Sha256), "trainedOn.sha256 is not a SHA-256 hash");
        Require(trainedOn.TracksByGenre.Keys.Order(StringComparer.Ordinal).SequenceEqual(genres), "trainedOn.tracksByGenre does not match the model's genres");
        Require(trainedOn.TracksByGenre.Values.Sum(count => (long)count) == trainedOn.Tracks, "trainedOn.tracksByGenre does not add up to trainedOn.tracks");
    }

    private static void CheckMeasurement(ModelMeasurement? measurement, int genres) =>
        Require(measurement is not null && measurement.Confusion.Count == genres && measurement.Confusion.All(row => row is not null && row.Count == genres),
            $"the confusion matrix of \"{measurement?.Method}\" is not {genres} by {genres}");

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new ModelException(message);
    }

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}\\z")]
    private static partial Regex IdPattern();
}
