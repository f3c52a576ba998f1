using System.Text.Encodings.Web;
using System.Text.Json;
using GenreQueue.Contracts;
using GenreQueue.Library.Journal;

namespace GenreQueue.Cli.Runs;

/// <summary>A run in the JSON output. Scripts rely on these names.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Command">The command.</param>
/// <param name="Root">The folder that it worked on.</param>
/// <param name="Started">Start in UTC.</param>
/// <param name="Ended">End in UTC; null if the run still works or was killed.</param>
/// <param name="Interrupted">Whether the run was killed, and a later one completed its journal.</param>
/// <param name="Written">Number of files written.</param>
/// <param name="NotWritten">Number of files that it was about to write but did not.</param>
/// <param name="Undoes">Id of the run that it took back.</param>
/// <param name="UndoneBy">Id of the run that took it back.</param>
/// <param name="Model">The model whose genres it wrote.</param>
/// <param name="Options">The options that decided what was written.</param>
/// <param name="Version">Version of the program.</param>
internal sealed record RunJson(
    string Id,
    string Command,
    string Root,
    DateTimeOffset Started,
    DateTimeOffset? Ended,
    bool Interrupted,
    int Written,
    int NotWritten,
    string? Undoes,
    string? UndoneBy,
    ModelReference? Model,
    IReadOnlyDictionary<string, string> Options,
    string Version)
{
    /// <summary>How a run is written. Names stay legible.</summary>
    public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RunJson Of(RunRecord run) => new(
        run.Id, run.Header.Command, run.Header.Root, run.Header.Started, run.End?.Time, run.End?.Interrupted ?? false, run.Written, run.Files - run.Written,
        run.Header.Undoes, run.UndoneBy, run.Header.Model, run.Header.Options, run.Header.Version);
}
