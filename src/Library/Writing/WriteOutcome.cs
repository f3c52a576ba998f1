using GenreQueue.Library.Files;
using GenreQueue.Library.Journal;

namespace GenreQueue.Library.Writing;

/// <summary>What became of a file.</summary>
/// <param name="Outcome">Whether it was written.</param>
/// <param name="Code">Stable code of the reason; null if the file was written.</param>
/// <param name="Message">The reason as a sentence; null if the file was written.</param>
/// <param name="Stamp">The file afterwards; null if it was not written.</param>
public sealed record WriteOutcome(FileOutcome Outcome, string? Code, string? Message, FileStamp? Stamp)
{
    internal static WriteOutcome Written(FileStamp stamp) => new(FileOutcome.Written, null, null, stamp);

    internal static WriteOutcome Skipped(string code, string message) => new(FileOutcome.Skipped, code, message, null);

    internal static WriteOutcome Failed(string code, string message) => new(FileOutcome.Failed, code, message, null);
}
