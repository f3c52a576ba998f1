using System.Globalization;
using GenreQueue.Cli.Output;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary>
/// Writes one row per file: genres, probability of the top genre, outcome, file. The file comes last because its width is
/// unbounded, so that the columns line up without knowing later rows.
/// </summary>
/// <param name="output">Receives the rows; flushed after each.</param>
/// <param name="genreWidth">Width of the genre column in characters.</param>
internal sealed class Table(TextWriter output, int genreWidth)
{
    private const string Nothing = "-";
    private bool _headerWritten;

    /// <summary>Greatest width of the genre column for a model with these <paramref name="genres"/> under the rule <paramref name="labels"/>.</summary>
    public static int GenreWidth(IReadOnlyCollection<string> genres, LabelsMode labels)
    {
        var named = genres.OrderByDescending(g => g.Length).Take(labels switch { LabelsMode.Single => 1, LabelsMode.Multi => 2, _ => 3 }).ToList();
        return named.Sum(g => g.Length) + (", ".Length * (named.Count - 1));
    }

    public void Write(ClassifiedFile file)
    {
        if (!_headerWritten) WriteRow("genre", "p", "outcome", "file");
        _headerWritten = true;
        if (file.Result is { } result) WriteResult(file.Path, result);
        else WriteRow(Nothing, Nothing, "failed", $"{file.Path}: {file.Error?.Message} ({file.Error?.Code})");
        output.Flush();
    }

    private void WriteResult(string path, ClassificationResult result)
    {
        var named = result.Genres.Count > 0;
        WriteRow(named ? string.Join(", ", result.Genres) : Nothing, named ? Number(result.Probability) : Nothing, Word(result.Outcome), path);
        if (result.Audio.Window != WindowMode.Whole) return;
        foreach (var span in Timeline.Of(result.Segments))
        {
            output.WriteLine($"    {Time(span.Start),7} – {Time(span.End),-7}  {span.Genre ?? Word(Outcome.NotMusic)}");
        }
    }

    private void WriteRow(string genres, string probability, string outcome, string file) =>
        output.WriteLine($"{genres.PadRight(genreWidth)}  {probability,-4}  {outcome,-9}  {SafeText.Of(file)}");

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Music => "music",
        Outcome.Uncertain => "uncertain",
        _ => "not music",
    };

    private static string Number(double probability) => probability.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Time(double seconds) => TimeSpan.FromSeconds(Math.Round(seconds)) is var time && time.TotalHours >= 1
        ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
        : time.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
