using System.Globalization;
using GenreQueue.Cli.Output;
using GenreQueue.Training.Datasets;
using Spectre.Console;

namespace GenreQueue.Cli.Datasets;

/// <summary>Shows the progress of a feature extraction on standard error and reports each file that failed.</summary>
internal static class ExtractionProgress
{
    /// <inheritdoc cref="FeatureExtraction.RunAsync"/>
    public static async Task<FeatureExtractionReport> RunAsync(
        FeatureExtraction extraction, IReadOnlyList<DatasetTrack> tracks, string csv, CancellationToken cancellationToken)
    {
        var report = await Terminal.Messages.Progress()
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context =>
            {
                var bar = context.AddTask("features", maxValue: Math.Max(1, tracks.Count));
                return extraction.RunAsync(tracks, csv, progress => Show(progress, bar), cancellationToken);
            });
        foreach (var failure in report.Failures) Terminal.WriteError($"{failure.Track}: {failure.Message} ({failure.Code})");
        return report;
    }

    internal static string Line(FeatureExtractionProgress progress)
    {
        var remaining = progress.Remaining is { } time ? $", {Duration(time)} left" : "";
        var failed = progress.Failed > 0 ? $", {progress.Failed} failed" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Total} tracks{failed}, {progress.Rate:0.0}/s{remaining}");
    }

    private static void Show(FeatureExtractionProgress progress, ProgressTask bar)
    {
        bar.Value = progress.Total == 0 ? 1 : progress.Done;
        bar.Description = Line(progress);
    }

    private static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
        : time.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
