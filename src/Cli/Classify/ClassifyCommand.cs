using System.CommandLine;
using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary><c>genrequeue classify PATH…</c></summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var paths = new PathsArgument();
        var json = new Option<bool>("--json") { Description = "Write one JSON object per line instead of a table." };
        var model = new Option<string>("--model") { Description = "The model to use; see 'genrequeue models list'.", DefaultValueFactory = _ => ModelCatalog.Default };
        var models = new ModelsFolderOption();
        var window = new EnumOption<WindowMode>("--window", "Part of each track to analyse: 30 s from the middle, the first 30 s, or all of it with the genre over time.", WindowMode.Middle);
        var labels = new EnumOption<LabelsMode>("--labels", "Genres to name: the top one; up to two (p >= 0.30); up to three (p > 0.15).", LabelsMode.Multi);
        var jobs = new JobsOption();
        var nullSeparated = new Option<bool>("--null", "-0") { Description = "Paths on standard input are separated by NUL, as written by 'find -print0'." };

        var command = new Command("classify", "Name the genre of audio files.") { paths, json, model, models, window, labels, jobs, nullSeparated };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var decoders = new DecoderPool(new DecoderPoolOptions { Slots = parsed.GetValue(jobs) });
            using var catalog = models.Open(parsed);
            var options = new ClassifyOptions(parsed.GetRequiredValue(model), window.In(parsed), labels.In(parsed));
            var genres = Load(catalog, options.Model).Card.Genres;
            var run = new ClassifyRun(new GenreClassifier(decoders, catalog), options, parsed.GetValue(jobs));
            var files = PathInput.Files(parsed.GetRequiredValue(paths), Console.In, parsed.GetValue(nullSeparated));

            await using var output = Terminal.OpenOutput();
            Action<ClassifiedFile> write = parsed.GetValue(json) ? new JsonLines(output).Write : new Table(output, Table.GenreWidth(genres, options.Labels)).Write;
            return await ReportAsync(run.RunAsync(files, cancellationToken), write);
        });
        return command;
    }

    /// <summary>Loads the model before the first file, so that an unknown model is reported once rather than for each file.</summary>
    private static GenreModel Load(ModelCatalog catalog, string id)
    {
        try
        {
            return catalog.Get(id);
        }
        catch (KeyNotFoundException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static async Task<int> ReportAsync(IAsyncEnumerable<ClassifiedFile> files, Action<ClassifiedFile> write)
    {
        var summary = new Summary();
        try
        {
            await Terminal.WithStatusAsync(async status =>
            {
                await foreach (var file in files)
                {
                    write(file);
                    summary.Add(file);
                    status(summary.Line());
                }
            });
        }
        finally
        {
            Terminal.WriteMessage(summary.Report());
        }
        return summary.Failed == 0 ? ExitCode.Success : ExitCode.SomeFailed;
    }
}
