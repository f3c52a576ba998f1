using System.CommandLine;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Contracts;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Report;
using GenreQueue.Library.Writing;

namespace GenreQueue.Cli.Tag;

/// <summary>One run of <c>genrequeue tag</c>.</summary>
internal sealed class TagRun(TagOptions options, ParseResult parsed)
{
    private bool Writes => parsed.GetValue(options.Write);

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        CheckContradictions();
        options.Priority.Apply(parsed);
        var walk = options.Walk.In(parsed);
        var jobs = options.Answers.Jobs(parsed);
        await using var decoders = new DecoderPool(new DecoderPoolOptions { Slots = jobs });
        await using var source = await options.Answers.OpenAsync(parsed, decoders, cancellationToken);
        var rules = options.Rules.In(parsed, source.Genres);
        using var state = StateFolder.OpenState();
        using var writing = Writes ? RunStart.Begin("tag", walk.Root, source.Model, Describe(source)) : null;
        await using var rows = Terminal.OpenOutput();
        using var output = new RunOutput(
            Sinks(rows, walk, source, cancellationToken), new RunProgress(TimeProvider.System, Terminal.OpenLiveLine(), Terminal.WriteMessage, Writes ? "written" : "to write"));

        var run = new LibraryRun(state, source, rules, new LibraryRunOptions(jobs, parsed.GetValue(options.Album), options.Writing.AllowHardLinks(parsed), parsed.GetValue(options.RetryFailed)));
        var files = run.DecideAsync(walk.Files().ToAsyncEnumerable(), walk.LeadsInside, cancellationToken);
        if (writing is not null)
        {
            var writer = new TagWriter(writing.Journal, options.Writing.In(parsed, decoders));
            files = new GenreWriting(writer, state, options.Writing.Provenance(parsed), options.Writing.NewId3(parsed), jobs).WriteAsync(files);
        }
        output.CountAhead(walk.Files);
        var isComplete = await output.TakeAsync(files, cancellationToken);
        Tell(isComplete, output.Tally, writing);
        return !isComplete ? ExitCode.Interrupted : output.Tally.Of(PlanAction.Fail) > 0 ? ExitCode.SomeFailed : ExitCode.Success;
    }

    private void CheckContradictions()
    {
        if (parsed.GetValue(options.Plan) is null) return;
        if (Writes) throw new UsageException("--plan saves what --write would do, so only one of them can be given.");
        if (options.Writing.GivenForWriting(parsed).FirstOrDefault() is { } option)
        {
            throw new UsageException($"{option.Name} is not part of a plan. Give it to 'genrequeue apply'.");
        }
    }

    private List<IPlanSink> Sinks(TextWriter rows, LibraryWalk walk, AnswerSource source, CancellationToken cancellationToken)
    {
        var sinks = new List<IPlanSink>(options.Reports.Open(parsed, Writes ? ReportKind.Run : ReportKind.Plan, walk.Root, cancellationToken));
        try
        {
            if (parsed.GetValue(options.Plan) is { } plan)
            {
                var header = new PlanHeader(PlanHeader.FormatName, PlanHeader.CurrentVersion, walk.Root, source.Model, Describe(source), DateTimeOffset.UtcNow);
                sinks.Add(new PlanFileSink(new PlanWriter(plan, header), cancellationToken));
            }
        }
        catch
        {
            sinks.ForEach(sink => sink.Dispose());
            throw;
        }
        sinks.Insert(0, parsed.GetValue(options.Json) ? new PlanLines(rows) : new PlanTable(rows, Terminal.OutputWidth));
        return sinks;
    }

    private Dictionary<string, string> Describe(AnswerSource source) => new(options.Rules.Describe(parsed))
    {
        ["labels"] = source.Labels.JsonName(),
        ["window"] = source.Window.JsonName(),
        ["album"] = parsed.GetValue(options.Album) ? "true" : "false",
    };

    private void Tell(bool isComplete, RunTally tally, WritingRun? writing)
    {
        if (writing is not null) RunStart.TellUndo(writing, tally);
        if (!isComplete) Terminal.WriteMessage("Interrupted. To go on, run the same command again; what is known already is not analysed again.");
        else if (parsed.GetValue(options.Plan) is { } plan) Terminal.WriteMessage($"Nothing was written. To write what the plan says: genrequeue apply {plan}");
        else if (writing is null && tally.Of(PlanAction.Write) > 0) Terminal.WriteMessage("Nothing was written. To write these genres, add --write.");
    }
}
