using System.Globalization;
using CsvHelper;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Batches;

/// <summary>Writes jobs as CSV (RFC 4180). Cells that a spreadsheet would interpret as a formula are prefixed with an apostrophe.</summary>
internal static class CsvResults
{
    private static readonly string[] Columns =
    [
        "job", "file", "state", "genre", "probability", "genres", "outcome", "model", "modelVersion", "duration", "sha256", "errorCode", "error",
        "createdAt", "finishedAt",
    ];

    public static async Task WriteAsync(Stream body, IAsyncEnumerable<JobResponse> jobs, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(body, CsvWriterOptions.Default, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancellationToken);
        await foreach (var job in jobs.WithCancellation(cancellationToken)) await csv.WriteRecordAsync(CellsOf(job), cancellationToken);
    }

    private static string[] CellsOf(JobResponse job) =>
    [
        job.Id.ToString(),
        Text(job.Source?.Path ?? job.FileName),
        job.State.JsonName(),
        Text(job.Result?.Value),
        Number(job.Result?.Probability),
        Text(job.Result is null ? null : string.Join(';', job.Result.Genres)),
        job.Result?.Outcome.JsonName() ?? "",
        Text(job.Model),
        Text(job.Result?.Model.Version),
        Number(job.Result?.Audio.Duration),
        job.Sha256 ?? "",
        Text(job.Error?.Code),
        Text(job.Error?.Title),
        Time(job.CreatedAt),
        Time(job.FinishedAt),
    ];

    // CsvHelper can escape formulas too, but it also quotes them, which would change the output.
    private static string Text(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "";
}
