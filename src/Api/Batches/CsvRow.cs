using System.Globalization;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Batches;

/// <summary>Jobs as rows of RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
internal static class CsvRow
{
    public const string Header =
        "job,file,state,genre,probability,genres,outcome,model,modelVersion,duration,sha256,errorCode,error,createdAt,finishedAt\r\n";

    public static string Of(JobResponse job) => string.Join(',',
        job.Id.ToString(),
        Cell(job.FileName),
        job.State.JsonName(),
        Cell(job.Result?.Value),
        Number(job.Result?.Probability),
        Cell(job.Result is null ? null : string.Join(';', job.Result.Genres)),
        job.Result is null ? "" : job.Result.Outcome.JsonName(),
        Cell(job.Model),
        Cell(job.Result?.Model.Version),
        Number(job.Result?.Audio.Duration),
        job.Sha256,
        Cell(job.Error?.Code),
        Cell(job.Error?.Title),
        Time(job.CreatedAt),
        Time(job.FinishedAt)) + "\r\n";

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "";
}
