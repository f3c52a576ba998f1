namespace GenreQueue.Training.Evaluation;

/// <summary>Accuracy of a classifier on a test set.</summary>
/// <param name="Clips">Number of tested clips.</param>
/// <param name="Accuracy">Share of correct predictions, 0 to 1.</param>
/// <param name="MacroF1">Mean F1 score of the genres that occur in the test set or among the predictions.</param>
/// <param name="LogLoss">Mean of −ln p(true genre), with p at least 1e-15; null if the classifier only votes.</param>
/// <param name="CalibrationError">Expected calibration error over <paramref name="Reliability"/>; null if the classifier only votes.</param>
/// <param name="Genres">Scores of each genre, in the order of the confusion matrix.</param>
/// <param name="Confusion">Number of clips by [true genre][predicted genre].</param>
/// <param name="Reliability">Ten bins of equal width over the probability of the predicted genre; empty if the classifier only votes.</param>
/// <param name="Coverage">Coverage and accuracy if predictions below a threshold are rejected; empty if the classifier only votes.</param>
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

/// <param name="Genre">Name of the genre.</param>
/// <param name="Clips">Number of test clips of this genre.</param>
/// <param name="Precision">Share of predictions of this genre that are correct; 0 if there are none.</param>
/// <param name="Recall">Share of its clips that were predicted correctly; 0 if it has none.</param>
/// <param name="F1">Harmonic mean of precision and recall.</param>
public sealed record GenreScore(string Genre, int Clips, double Precision, double Recall, double F1);

/// <param name="From">Lower edge of the bin.</param>
/// <param name="To">Upper edge, exclusive except in the last bin.</param>
/// <param name="Clips">Number of predictions in the bin.</param>
/// <param name="Confidence">Mean probability of the predictions; 0 if the bin is empty.</param>
/// <param name="Accuracy">Share of correct predictions; 0 if the bin is empty.</param>
public sealed record ReliabilityBin(double From, double To, int Clips, double Confidence, double Accuracy);

/// <param name="Threshold">Predictions with a lower probability are rejected.</param>
/// <param name="Coverage">Share of clips whose predictions are kept.</param>
/// <param name="Accuracy">Share of correct predictions among them; null if none is kept.</param>
public sealed record CoveragePoint(double Threshold, double Coverage, double? Accuracy);
