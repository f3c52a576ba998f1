namespace GenreQueue.Training.Evaluation;

/// <summary>A metric over several repeats.</summary>
/// <param name="Mean">Mean of the repeats.</param>
/// <param name="Deviation">Sample standard deviation (divisor n − 1); null for a single repeat.</param>
public sealed record Measure(double Mean, double? Deviation)
{
    /// <summary>Mean and deviation of <paramref name="values"/>, at least one.</summary>
    public static Measure Of(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return new Measure(mean, values.Count < 2 ? null : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)));
    }
}

/// <summary>The results of an evaluation, for each repeat and for all repeats together.</summary>
/// <param name="Genres">Genre names, in the order of the confusion matrices.</param>
/// <param name="Repeats">Result of each repeat; the folds of one repeat are pooled.</param>
/// <param name="Pooled">Result of the predictions of all repeats.</param>
/// <param name="TrainingAccuracy">Mean accuracy on the training sets; null if not measured.</param>
public sealed record EvaluationSummary(
    IReadOnlyList<string> Genres,
    IReadOnlyList<EvaluationResult> Repeats,
    EvaluationResult Pooled,
    double? TrainingAccuracy)
{
    /// <summary>Accuracy over repeats.</summary>
    public Measure Accuracy => Over(result => result.Accuracy)!;

    /// <summary>Macro-F1 over repeats.</summary>
    public Measure MacroF1 => Over(result => result.MacroF1)!;

    /// <summary>Log-loss over repeats; null if the classifier only votes.</summary>
    public Measure? LogLoss => Over(result => result.LogLoss);

    /// <summary>Calibration error over repeats; null if the classifier only votes.</summary>
    public Measure? CalibrationError => Over(result => result.CalibrationError);

    private Measure? Over(Func<EvaluationResult, double?> figure)
    {
        var values = Repeats.Select(figure).OfType<double>().ToList();
        return values.Count == 0 ? null : Measure.Of(values);
    }
}
