using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GenreQueue.Contracts;
using GenreQueue.Library.Files;
using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Journal;

/// <summary>What a run is and how it was started.</summary>
/// <param name="Command">The command, such as <c>tag</c>, <c>apply</c>, <c>watch</c> or <c>undo</c>.</param>
/// <param name="Root">The folder that the run works on, absolute. The paths of the journal are relative to it.</param>
/// <param name="Started">Start in UTC.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Model">The model whose genres are written; null if there is none.</param>
/// <param name="Options">The options by their names, as far as they decide what is written.</param>
/// <param name="Undoes">Id of the run that this run takes back; null if it takes none back.</param>
public sealed record RunHeader(
    string Command,
    string Root,
    DateTimeOffset Started,
    string Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ModelReference? Model,
    IReadOnlyDictionary<string, string> Options,
    string? Undoes = null);

/// <summary>A file that is about to be written. On the disk before the file is touched.</summary>
/// <param name="File">Number of the file in the run, from 0.</param>
/// <param name="Path">Path relative to the root of the run.</param>
/// <param name="Stamp">The file before.</param>
/// <param name="Before">Its genres before.</param>
/// <param name="Snapshot">Its raw fields before.</param>
/// <param name="Genres">The genres that are written.</param>
public sealed record BeforeEntry(
    int File, string Path, FileStamp Stamp, IReadOnlyList<string> Before, GenreSnapshot Snapshot, IReadOnlyList<string> Genres);

/// <summary>What became of a file that was about to be written.</summary>
/// <param name="File">Number of the file in the run.</param>
/// <param name="Outcome">Whether the file was written.</param>
/// <param name="Code">Stable code of the reason; null if the file was written.</param>
/// <param name="Message">The reason as a sentence; null if the file was written.</param>
/// <param name="Stamp">The file afterwards; null if it was not written.</param>
public sealed record AfterEntry(int File, FileOutcome Outcome, string? Code = null, string? Message = null, FileStamp? Stamp = null);

/// <summary>The end of a run.</summary>
/// <param name="Time">End in UTC.</param>
/// <param name="Interrupted">Whether the run was killed, and a later one completed its journal.</param>
public sealed record RunEnd(DateTimeOffset Time, bool Interrupted);

/// <summary>What became of a file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FileOutcome>))]
public enum FileOutcome
{
    /// <summary>The file was written.</summary>
    [JsonStringEnumMemberName("written")] Written,

    /// <summary>The file was left alone, because it is not as it was expected.</summary>
    [JsonStringEnumMemberName("skipped")] Skipped,

    /// <summary>The file could not be written; it is as it was before.</summary>
    [JsonStringEnumMemberName("failed")] Failed,
}

/// <summary>One line of a journal; exactly one of the members is set.</summary>
internal sealed record JournalLine(RunHeader? Run = null, BeforeEntry? Before = null, AfterEntry? After = null, RunEnd? End = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A line that somebody has edited is whole, or it is none.
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        // The file is read by programs only, and names and base64 stay legible.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The line in UTF-8 with its line break.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <summary>Null if the text is not a line of a journal, such as one that was being written when the power went.</summary>
    public static JournalLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(text, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
