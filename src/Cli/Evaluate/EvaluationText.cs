using System.Globalization;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Writes an evaluation as tables.</summary>
internal static class EvaluationText
{
    public static void Write(
        TextWriter output, string title, string protocol, IReadOnlyList<(string Name, string Value)> settings, EvaluationSummary summary)
    {
        var result = summary.Pooled;
        Head(output, title, $"{protocol}, {result.Clips} answers", settings);
        output.WriteLine($"accuracy           {Percent(summary.Accuracy)}");
        output.WriteLine($"macro-F1           {Number(summary.MacroF1)}");
        if (summary.LogLoss is { } logLoss) output.WriteLine($"log-loss           {Number(logLoss)}");
        if (summary.CalibrationError is { } error) output.WriteLine($"calibration error  {Number(error)}");
        output.WriteLine();

        int width = Math.Max(5, result.Genres.Max(score => score.Genre.Length));
        output.WriteLine($"{"genre".PadRight(width)}  clips  precision  recall     F1");
        foreach (var score in result.Genres)
            output.WriteLine(Invariant($"{score.Genre.PadRight(width)}  {score.Clips,5}  {score.Precision,9:0.000}  {score.Recall,6:0.000}  {score.F1,5:0.000}"));
        output.WriteLine();

        output.WriteLine("confusion: a row for each true genre, a column for each genre named");
        string[] columns = [.. result.Genres.Select((score, i) => Heading(score.Genre, result.Confusion.Max(row => row[i])))];
        output.WriteLine($"{"".PadRight(width)}  {string.Join("  ", columns)}");
        foreach (var (score, row) in result.Genres.Zip(result.Confusion))
            output.WriteLine($"{score.Genre.PadRight(width)}  {string.Join("  ", row.Zip(columns, (clips, column) => $"{clips}".PadLeft(column.Length)))}");
    }

    public static void Write(
        TextWriter output, string title, string protocol, IReadOnlyList<(string Name, string Value)> settings, IReadOnlyList<Combination> ranked)
    {
        Head(output, title, $"{protocol}, {ranked.Count} combinations", settings);
        output.WriteLine("rank  accuracy  macro-F1  clips  genres");
        foreach (var (combination, i) in ranked.Select((combination, i) => (combination, i)))
        {
            output.WriteLine(Invariant(
                $"{i + 1,4}  {100 * combination.Accuracy,6:0.0} %  {combination.MacroF1,8:0.000}  {combination.Clips,5}  {string.Join(' ', combination.Genres)}"));
        }
    }

    public static void Write(TextWriter output, string title, string protocol, IReadOnlyList<OriginalRow> rows, string rbfReason)
    {
        Head(output, title, $"{protocol}; raw classic features, SVMs by votes", []);
        output.WriteLine("                         testing            training");
        output.WriteLine("classifier               original  here     original  here");
        foreach (var row in rows)
        {
            string training = row.OriginalTraining is { } printed ? Share(printed) : "-";
            output.WriteLine(Invariant(
                $"{row.Name,-23}  {Share(row.OriginalTesting),-8}  {Percent(row.Measured.Accuracy),-7}  {training,-8}  {Share(row.Measured.TrainingAccuracy ?? 0)}"));
        }
        output.WriteLine();
        output.WriteLine(rbfReason);
    }

    private static void Head(TextWriter output, string title, string protocol, IReadOnlyList<(string Name, string Value)> settings)
    {
        output.WriteLine(title);
        output.WriteLine(protocol);
        foreach (var (name, value) in settings) output.WriteLine($"  {name,-10}  {value}");
        output.WriteLine();
    }

    /// <summary>Heading of a column: the genre, cut to six characters, padded to the width of the counts.</summary>
    private static string Heading(string genre, int largest)
    {
        string cut = genre.Length <= 6 ? genre : genre[..6];
        return cut.PadLeft(Math.Max(4, $"{largest}".Length));
    }

    private static string Percent(Measure measure) =>
        Invariant($"{100 * measure.Mean:0.0} %") + (measure.Deviation is { } deviation ? Invariant($" ± {100 * deviation:0.0}") : "");

    private static string Number(Measure measure) =>
        Invariant($"{measure.Mean:0.000}") + (measure.Deviation is { } deviation ? Invariant($" ± {deviation:0.000}") : "");

    private static string Share(double share) => Invariant($"{100 * share:0.#} %");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
