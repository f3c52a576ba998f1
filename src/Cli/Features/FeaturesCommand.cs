using System.CommandLine;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Cli.Datasets;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Cli.Features;

/// <summary><c>genrequeue features PATH… -o FILE.csv</c></summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Folders that contain one subfolder per genre, and single files; the genre of a file is the name of its folder.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The table to write. Tracks already in the table are skipped, so that an interrupted run can be resumed.",
            HelpName = "file.csv",
            Required = true,
        };
        var kind = new EnumOption<FeatureKind>("--kind", "The original system's 104 features, or the 103 that the shipped default models use.", FeatureKind.LogCov);

        var command = new Command("features", "Extract the features of audio files into a table.") { paths, output, kind };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var tracks = Dataset.FindTracks(parsed.GetRequiredValue(paths));
            var csv = parsed.GetRequiredValue(output);
            await using var decoders = new DecoderPool(new DecoderPoolOptions());
            var extraction = new FeatureExtraction(decoders, kind.In(parsed));
            FeatureExtractionReport report;
            try
            {
                report = await ExtractionProgress.RunAsync(extraction, tracks, csv, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Terminal.WriteMessage("Interrupted. Run the same command again to resume.");
                throw;
            }
            catch (FeatureTableException exception)
            {
                throw new UsageException($"Cannot append to {csv}. {exception.Message}");
            }
            Terminal.WriteMessage($"{report.Extracted} extracted, {report.AlreadyThere} already present, {report.Failures.Count} failed: {csv}");
            return report.Failures.Count == 0 ? ExitCode.Success : ExitCode.SomeFailed;
        });
        return command;
    }
}
