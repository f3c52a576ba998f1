namespace GenreQueue.Training.Evaluation;

/// <summary>A figure over repeats.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its sample deviation (divisor n − 1); null when there was a single repeat.</param>
public sealed record Measure(double Mean, double? Deviation)
{
    /// <summary>Mean and deviation of <paramref name="values"/>, which holds at least one.</summary>
    public static Measure Of(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return new Measure(mean, values.Count < 2 ? null : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)));
    }
}

/// <summary>The outcome of an evaluation: one result a repeat, and all repeats taken together.</summary>
/// <param name="Genres">Genre names, in the order of the confusion matrices.</param>
/// <param name="Repeats">Result of each repeat; the folds of one repeat are pooled.</param>
/// <param name="Pooled">Result of all answers of all repeats.</param>
/// <param name="TrainingAccuracy">Mean accuracy on the training sets themselves; null when it was not measured.</param>
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

    /// <summary>Log-loss over repeats; null when the classifier only votes.</summary>
    public Measure? LogLoss => Over(result => result.LogLoss);

    /// <summary>Calibration error over repeats; null when the classifier only votes.</summary>
    public Measure? CalibrationError => Over(result => result.CalibrationError);

    private Measure? Over(Func<EvaluationResult, double?> figure)
    {
        var values = Repeats.Select(figure).OfType<double>().ToList();
        return values.Count == 0 ? null : Measure.Of(values);
    }
}
