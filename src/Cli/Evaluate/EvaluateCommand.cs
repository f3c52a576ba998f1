using System.CommandLine;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Cli.Datasets;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;

namespace GenreQueue.Cli.Evaluate;

/// <summary><c>genrequeue evaluate</c></summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var data = new DataOptions();
        var protocol = new ProtocolOptions();
        var classifier = new ClassifierOptions(protocol);
        var best = new Option<int?>("--best-combinations")
        {
            Description = "Evaluate and rank every combination of n genres; SVMs decide by votes here, since probabilities would take several times as long.",
            HelpName = "n",
        };
        var original = new Option<bool>("--original-table")
        {
            Description = "Reproduce the original system's results table and show each figure beside the published one: raw classic features, all genres, votes.",
        };
        var json = new Option<bool>("--json") { Description = "Write one JSON object instead of tables." };
        var report = new Option<FileInfo?>("--report") { Description = "Also write the evaluation as one self-contained HTML page.", HelpName = "file.html" };

        var command = new Command(
            "evaluate",
            "Measure how well a classifier tells genres apart: train on some tracks and classify the others. By default: the default recipe, ten-fold cross-validation, duplicates kept.");
        foreach (var option in data.All.Concat(protocol.All).Concat(classifier.All).Concat([best, original, json, report])) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            int modes = (result.GetValue(best) is null ? 0 : 1) + (result.GetValue(original) ? 1 : 0);
            if (modes > 1) result.AddError("--best-combinations and --original-table cannot be combined.");
            if (modes > 0 && result.GetValue(report) is not null) result.AddError("--report describes a single evaluation and cannot be combined with --best-combinations or --original-table.");
            if (result.GetValue(original) && classifier.All.Any(option => result.GetResult(option) is { Implicit: false }))
                result.AddError("--original-table uses its own classifiers and takes no classifier options.");
        });
        command.SetAction((parsed, cancellationToken) => Task.Run(
            async () =>
            {
                var settings = classifier.In(parsed);
                var kind = parsed.GetValue(original) ? FeatureKind.Classic : settings.Features;
                var division = protocol.In(parsed);
                // Checked here so that the run does not fail after minutes of work.
                if (parsed.GetValue(report) is { Directory.Exists: false } page) throw new UsageException($"The folder of {page} does not exist.");
                var tracks = await data.LoadAsync(parsed, kind, cancellationToken);
                await using var output = Terminal.OpenOutput();
                var run = new EvaluateRun(tracks, division, settings, parsed.GetValue(json), output, cancellationToken);
                try
                {
                    if (parsed.GetValue(best) is { } count) run.BestCombinations(count);
                    else if (parsed.GetValue(original)) run.OriginalTable();
                    else run.Single(parsed.GetValue(report));
                }
                catch (ArgumentException exception)
                {
                    throw new UsageException(exception.Message);
                }
                return tracks.Failed == 0 ? ExitCode.Success : ExitCode.SomeFailed;
            },
            cancellationToken));
        return command;
    }
}
