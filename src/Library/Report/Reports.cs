namespace GenreQueue.Library.Report;

/// <summary>Opens reports. The extension of the file decides the format.</summary>
public static class Reports
{
    /// <summary>The extensions that are known, for an error message.</summary>
    public const string Extensions = ".csv, .jsonl or .html";

    /// <summary>Whether the extension of <paramref name="path"/> is one of <see cref="Extensions"/>.</summary>
    public static bool Knows(string path) => ExtensionOf(path) is ".csv" or ".jsonl" or ".html";

    /// <summary>Starts a report. The file appears, or is replaced, when the report is completed.</summary>
    /// <exception cref="ArgumentException">The extension is none of <see cref="Extensions"/>.</exception>
    /// <exception cref="IOException">The file cannot be created there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not permit it.</exception>
    public static IReport Open(string path, ReportHeader header) => ExtensionOf(path) switch
    {
        ".csv" => new CsvReport(path),
        ".jsonl" => new JsonLinesReport(path),
        ".html" => new HtmlReport(path, header),
        _ => throw new ArgumentException($"A report ends in {Extensions}.", nameof(path)),
    };

    private static string ExtensionOf(string path) => Path.GetExtension(path).ToLowerInvariant();
}
