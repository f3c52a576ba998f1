using System.Reflection;
using GenreQueue.Cli.Output;
using GenreQueue.Contracts;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Writing;

namespace GenreQueue.Cli.Library;

/// <summary>Starts runs that write.</summary>
internal static class RunStart
{
    /// <summary>Takes the right to write, and starts a journal.</summary>
    /// <param name="command">Name of the command.</param>
    /// <param name="root">The folder that the run works on.</param>
    /// <param name="model">The model whose genres are written.</param>
    /// <param name="options">The options that decide what is written.</param>
    /// <param name="undoes">Id of the run that this run takes back.</param>
    /// <exception cref="IOException">Another run is writing, or a journal cannot be read or written.</exception>
    public static WritingRun Begin(string command, string root, ModelReference? model, IReadOnlyDictionary<string, string> options, string? undoes = null)
    {
        var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        var run = WritingRun.Start(StateFolder.Path, new RunHeader(command, root, DateTimeOffset.UtcNow, version, model, options, undoes));
        foreach (var killed in run.Completed) Terminal.WriteMessage($"Run {killed.Id} was killed; its journal was completed, and its temporary files were removed.");
        return run;
    }

    /// <summary>Tells how to take a run back, if it wrote anything.</summary>
    public static void TellUndo(WritingRun run, RunTally tally)
    {
        if (tally.Of(GenreQueue.Library.Plans.PlanAction.Write) > 0) Terminal.WriteMessage($"To take this back: genrequeue undo {run.Journal.Id}");
    }
}
