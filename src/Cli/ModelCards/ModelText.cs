using System.Globalization;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.ModelCards;

/// <summary>Writes a model card as text.</summary>
internal static class ModelText
{
    public static void Write(TextWriter output, ModelCard card)
    {
        output.WriteLine($"{card.Id}: {card.Name}");
        if (card.Description.Length > 0) output.WriteLine(card.Description);
        output.WriteLine();
        Line(output, "genres", string.Join(", ", card.Genres));
        Line(output, "features", $"{FrontEnds(card)}, {card.FeatureCount} numbers, {(card.Scaling is null ? "not scaled" : "scaled to mean 0 and deviation 1")}");
        Line(output, "classifier", Classifier(card.Classifier));
        Line(output, "not music", card.Novelty is { } novelty
            ? Text($"one-class machine, nu {novelty.Nu}, gamma {novelty.Gamma}, below {novelty.Threshold}; {novelty.SupportVectors} support vectors")
            : "by level and covariance alone");
        Line(output, "trained on", TrainedOn(card.TrainedOn));
        Line(output, "created", Text($"{card.CreatedAt:yyyy-MM-dd HH:mm} UTC by GenreQueue {card.LibraryVersion}"));
        Line(output, "version", card.Version);
        foreach (var measurement in card.Measurements) Write(output, card.Genres, measurement);
    }

    /// <summary>The accuracy and how it was measured.</summary>
    public static string Summary(ModelMeasurement measurement) => Text($"{measurement.Accuracy * 100:0.0} % by {measurement.Method}");

    /// <summary>Ids of the front ends.</summary>
    public static string FrontEnds(ModelCard card) => string.Join(" + ", card.FrontEnds.Select(frontEnd => frontEnd.Id));

    private static void Write(TextWriter output, IReadOnlyList<string> genres, ModelMeasurement measurement)
    {
        output.WriteLine();
        output.WriteLine(Text($"{Summary(measurement)} ({measurement.Tracks} tracks, macro-F1 {measurement.MacroF1:0.000}, calibration error {measurement.CalibrationError:0.000})"));
        var width = Math.Max("true \\ named".Length, genres.Max(genre => genre.Length));
        var column = Math.Max(5, genres.Max(genre => genre.Length));
        output.WriteLine("  " + "true \\ named".PadRight(width) + string.Concat(genres.Select(genre => "  " + genre.PadLeft(column))) + "  recall");
        foreach (var (i, (genre, row)) in genres.Zip(measurement.Confusion).Index())
        {
            var recall = row.Sum() == 0 ? "-" : Text($"{100.0 * row[i] / row.Sum():0} %");
            output.WriteLine("  " + genre.PadRight(width) + string.Concat(row.Select(count => "  " + Text($"{count}").PadLeft(column))) + "  " + recall.PadLeft(6));
        }
    }

    private static string Classifier(ModelClassifier classifier)
    {
        var kernel = classifier.Kernel switch
        {
            SvmKernel.Linear => "linear kernel",
            SvmKernel.Rbf => Text($"RBF kernel, gamma {classifier.Gamma:G6}"),
            _ => Text($"polynomial kernel of degree {classifier.Degree}, gamma {classifier.Gamma:G6}, coef0 {classifier.Coef0}"),
        };
        return Text($"C-SVC, {kernel}, C {classifier.C}; {classifier.SupportVectors} support vectors");
    }

    private static string TrainedOn(ModelTrainingSet set)
    {
        var genres = string.Join(", ", set.TracksByGenre.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
        return $"{set.Source}: {set.Tracks} tracks, {set.DuplicatesDropped} duplicates left out ({genres}); SHA-256 {set.Sha256}";
    }

    private static void Line(TextWriter output, string what, string text) => output.WriteLine($"  {what,-11} {text}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
