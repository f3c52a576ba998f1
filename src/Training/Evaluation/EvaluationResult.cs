namespace GenreQueue.Training.Evaluation;

/// <summary>How good a classifier's answers on a test set were.</summary>
/// <param name="Clips">Number of answers.</param>
/// <param name="Accuracy">Share of right answers, 0 to 1.</param>
/// <param name="MacroF1">Mean of the genres' F1, over the genres that occur in the test set or among the answers.</param>
/// <param name="LogLoss">Mean of −ln p(true genre), p not under 1e-15; null when the classifier only votes.</param>
/// <param name="CalibrationError">Expected calibration error over <paramref name="Reliability"/>; null when the classifier only votes.</param>
/// <param name="Genres">Scores of each genre, in the order of the confusion matrix.</param>
/// <param name="Confusion">Number of clips by [true genre][named genre].</param>
/// <param name="Reliability">Ten bins of equal width over the probability of the named genre; empty when the classifier only votes.</param>
/// <param name="Coverage">What refusing answers below a threshold would leave; empty when the classifier only votes.</param>
public sealed record EvaluationResult(
    int Clips,
    double Accuracy,
    double MacroF1,
    double? LogLoss,
    double? CalibrationError,
    IReadOnlyList<GenreScore> Genres,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    IReadOnlyList<ReliabilityBin> Reliability,
    IReadOnlyList<CoveragePoint> Coverage);

/// <param name="Genre">Its name.</param>
/// <param name="Clips">Number of test clips that are of this genre.</param>
/// <param name="Precision">Share of the answers naming it that are right; 0 when none names it.</param>
/// <param name="Recall">Share of its clips that were named so; 0 when it has none.</param>
/// <param name="F1">Harmonic mean of both.</param>
public sealed record GenreScore(string Genre, int Clips, double Precision, double Recall, double F1);

/// <param name="From">Lower edge of the bin.</param>
/// <param name="To">Upper edge; a probability on it belongs to the next bin, 1 to the last.</param>
/// <param name="Clips">Number of answers in the bin.</param>
/// <param name="Confidence">Their mean probability; 0 when the bin is empty.</param>
/// <param name="Accuracy">Their share of right ones; 0 when the bin is empty.</param>
public sealed record ReliabilityBin(double From, double To, int Clips, double Confidence, double Accuracy);

/// <param name="Threshold">Answers whose probability is below it are refused.</param>
/// <param name="Coverage">Share of clips still answered.</param>
/// <param name="Accuracy">Share of right ones among them; null when none is answered.</param>
public sealed record CoveragePoint(double Threshold, double Coverage, double? Accuracy);
