using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Cli.Datasets;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Contracts;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Report;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Runs an evaluation and writes the result as tables or JSON.</summary>
internal sealed class EvaluateRun(
    LabelledTracks tracks, Protocol protocol, ClassifierSettings settings, bool json, TextWriter output, CancellationToken cancellationToken)
{
    private string Title => $"{settings.Classifier.JsonName()} on {tracks.Source}";

    /// <exception cref="ArgumentException">The tracks are too few to be divided or trained on in this way.</exception>
    public void Single(FileInfo? report)
    {
        var data = Data(settings.Features);
        var plan = protocol.Plan(data);
        int splits = plan.Sum(repeat => repeat.Count);
        string division = protocol is Partition ? $"{protocol.Description}, {plan[0][0].Train.Length} tracks for training" : protocol.Description;
        var summary = ProgressBar.Show($"{Title}, {division}", done => Evaluator.Run(
            data, plan, settings.CreateTrainer(), splitDone: finished => done(finished / (double)splits), cancellationToken: cancellationToken));
        if (json) EvaluationJson.Write(output, tracks, protocol, settings, summary);
        else EvaluationText.Write(output, Title, division, Description.Of(tracks, settings), summary);
        if (report is null) return;
        var listed = Description.Of(tracks, settings).Prepend(("evaluated", division)).ToList();
        File.WriteAllText(report.FullName, HtmlReport.Write(Title, division, summary, listed));
        Terminal.WriteMessage($"Wrote {report}.");
    }

    /// <exception cref="ArgumentException">There are no such combinations, or the tracks are too few to be divided or trained on in this way.</exception>
    public void BestCombinations(int count)
    {
        var voting = settings with { Votes = settings.Classifier is not (ClassifierKind.Knn or ClassifierKind.Logistic) };
        var data = Data(voting.Features);
        var ranked = ProgressBar.Show($"{Title}, combinations of {count} genres", done => Training.Evaluation.BestCombinations.Rank(
            data, count, protocol, voting.CreateTrainer(), (finished, all) => done(finished / (double)all), cancellationToken));
        if (json) EvaluationJson.Write(output, tracks, protocol, voting, ranked);
        else EvaluationText.Write(output, Title, protocol.Description, Description.Of(tracks, voting), ranked);
    }

    /// <exception cref="ArgumentException">The tracks are too few to be divided or trained on in this way.</exception>
    public void OriginalTable()
    {
        var data = Data(FeatureKind.Classic);
        double splits = protocol.Plan(data).Sum(repeat => repeat.Count);
        int rows = Training.Evaluation.OriginalTable.Count;
        var measured = ProgressBar.Show("The original's results table", done => Training.Evaluation.OriginalTable.Measure(
            tracks.Table, protocol, (row, finished) => done((row + finished / splits) / rows), cancellationToken));
        string reason = RbfReason.Of(data, measured);
        if (json) EvaluationJson.Write(output, tracks, protocol, measured, reason);
        else EvaluationText.Write(output, $"The original's results table, measured again on {tracks.Source}", protocol.Description, measured, reason);
    }

    private EvaluationSet Data(FeatureKind kind)
    {
        if (kind == FeatureKind.Classic && tracks.Table.Kind != kind)
            throw new UsageException($"{tracks.Source} holds logcov features, from which classic features cannot be computed; use --kind logcov.");
        return EvaluationSet.From(tracks.Table.As(kind).Rows);
    }
}
