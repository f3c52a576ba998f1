using System.CommandLine;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Library.Writing;

namespace GenreQueue.Cli.Watch;

/// <summary>One session of <c>genrequeue watch</c>.</summary>
internal sealed class WatchRun(WatchOptions options, ParseResult parsed)
{
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        options.Priority.Apply(parsed);
        var walk = Walk();
        var jobs = options.Answers.Jobs(parsed);
        await using var decoders = new DecoderPool(new DecoderPoolOptions { Slots = jobs });
        await using var source = await options.Answers.OpenAsync(parsed, decoders, cancellationToken);
        var rules = options.Rules.In(parsed, source.Genres);
        using var state = StateFolder.OpenState();
        using var writing = parsed.GetValue(options.Write) ? RunStart.Begin("watch", walk.Root, source.Model, options.Rules.Describe(parsed)) : null;
        await using var rows = Terminal.OpenOutput();
        using var output = new RunOutput(
            [parsed.GetValue(options.Json) ? new PlanLines(rows) : new WatchRows(rows, Terminal.OutputWidth, TimeProvider.System)],
            new RunProgress(TimeProvider.System, Terminal.OpenLiveLine(), _ => { }, writing is null ? "to write" : "written"));

        var arriving = new ArrivingFiles(walk.Paths, options.Links.In(parsed), parsed.GetValue(options.Settle), parsed.GetValue(options.Rescan), TimeProvider.System);
        var run = new LibraryRun(state, source, rules, new LibraryRunOptions(jobs, Album: false, options.Writing.AllowHardLinks(parsed)));
        var files = run.DecideAsync(arriving.FindAsync(cancellationToken).Select(walk.Found), walk.LeadsInside, cancellationToken);
        if (writing is not null)
        {
            var writer = new TagWriter(writing.Journal, options.Writing.In(parsed, decoders));
            files = new GenreWriting(writer, state, options.Writing.Provenance(parsed), options.Writing.NewId3(parsed), jobs).WriteAsync(files);
        }
        Terminal.WriteMessage(writing is null ? "Watching without writing; add --write to write." : $"Watching; the run is {writing.Journal.Id}.");
        await output.TakeAsync(files, cancellationToken);
        if (writing is not null) RunStart.TellUndo(writing, output.Tally);
        // An interruption is the only end of a session, so it is a success.
        return ExitCode.Success;
    }

    private LibraryWalk Walk()
    {
        var folders = parsed.GetRequiredValue(options.Folders);
        return folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing
            ? throw new UsageException($"{missing} is no folder.")
            : new LibraryWalk(folders, options.Links.In(parsed));
    }
}
