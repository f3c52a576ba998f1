using System.CommandLine;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Cli.Evaluate;
using GenreQueue.Library.Files;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Features;

/// <summary><c>genrequeue features PATH… -o FILE.csv</c></summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Folders that hold one folder for each genre, and single files; the folder of a file is its genre.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The table to write. A run that was stopped goes on where it was; tracks that the table holds are skipped.",
            HelpName = "file.csv",
            Required = true,
        };
        var kind = new EnumOption<FeatureKind>("--kind", "104 numbers as the original system had them, or the 103 that the shipped models use.", FeatureKind.LogCov);

        var command = new Command("features", "Extract the features of audio files into a table.") { paths, output, kind };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var tracks = Tracks(parsed.GetRequiredValue(paths));
            var csv = parsed.GetRequiredValue(output);
            await using var decoders = new DecoderPool(new DecoderPoolOptions());
            var extraction = new FeatureExtraction(decoders, kind.In(parsed));
            FeatureExtractionReport report;
            try
            {
                report = await FeaturesProgress.RunAsync(extraction, tracks, csv, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Terminal.Say("Interrupted. The same command again goes on from here.");
                throw;
            }
            catch (FeatureTableException exception)
            {
                throw new UsageException($"{csv} cannot be continued. {exception.Message}");
            }
            Terminal.Say($"{report.Extracted} extracted, {report.AlreadyThere} there before, {report.Failures.Count} failed: {csv}");
            return report.Failures.Count == 0 ? ExitCode.Success : ExitCode.SomeFailed;
        });
        return command;
    }

    private static IReadOnlyList<DatasetTrack> Tracks(string[] paths)
    {
        try
        {
            return DatasetTrack.Find(paths, AudioFiles.Find);
        }
        catch (TrainingException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
