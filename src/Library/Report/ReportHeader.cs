namespace GenreQueue.Library.Report;

/// <summary>What a report is about.</summary>
/// <param name="Kind">What was done with the library.</param>
/// <param name="Root">The folder of the library as the user named it.</param>
/// <param name="Time">When the run started.</param>
public sealed record ReportHeader(ReportKind Kind, string Root, DateTimeOffset Time);

/// <summary>What was done with a library.</summary>
public enum ReportKind
{
    /// <summary>Nothing was written; entries say what would be.</summary>
    Plan,

    /// <summary>Genres were written.</summary>
    Run,

    /// <summary>Tags and sound were compared; nothing was written.</summary>
    Audit,
}
