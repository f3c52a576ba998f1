using System.Text.Encodings.Web;
using System.Text.Json;
using GenreQueue.Cli.Datasets;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Writes an evaluation as one JSON object.</summary>
internal static class EvaluationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter output, LabelledTracks tracks, Protocol protocol, ClassifierSettings settings, EvaluationSummary summary) => Write(output, new
    {
        Tracks = Facts(tracks),
        Protocol = protocol.Description,
        Settings = settings,
        summary.Accuracy,
        summary.MacroF1,
        summary.LogLoss,
        summary.CalibrationError,
        Repeats = summary.Repeats.Select(repeat => new { repeat.Clips, repeat.Accuracy, repeat.MacroF1, repeat.LogLoss, repeat.CalibrationError }),
        summary.Pooled,
    });

    public static void Write(TextWriter output, LabelledTracks tracks, Protocol protocol, ClassifierSettings settings, IReadOnlyList<Combination> ranked) =>
        Write(output, new { Tracks = Facts(tracks), Protocol = protocol.Description, Settings = settings, Combinations = ranked });

    public static void Write(TextWriter output, LabelledTracks tracks, Protocol protocol, IReadOnlyList<OriginalRow> rows, string rbfReason) => Write(output, new
    {
        Tracks = Facts(tracks),
        Protocol = protocol.Description,
        Rows = rows.Select(row => new
        {
            row.Name,
            Original = new { Training = row.OriginalTraining, Testing = row.OriginalTesting },
            Measured = new { Training = row.Measured.TrainingAccuracy, Testing = row.Measured.Accuracy },
            row.Settings,
        }),
        RbfReason = rbfReason,
    });

    private static object Facts(LabelledTracks tracks) => new { tracks.Source, Count = tracks.Table.Rows.Count, tracks.Table.Genres, tracks.DuplicatesDropped };

    private static void Write(TextWriter output, object value) => output.WriteLine(JsonSerializer.Serialize(value, Options));
}
