using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Svm;

namespace GenreQueue.Analysis.Models;

/// <summary>All that is to be known of a model: <c>model.json</c> in its folder, beside libsvm's own files.</summary>
/// <param name="Format">Version of this shape; <see cref="CurrentFormat"/>.</param>
/// <param name="Id">Name of its folder: lower-case letters, digits, '-', '_' and '.', at most 64.</param>
/// <param name="Version">Hash of the content, without <paramref name="CreatedAt"/>: 16 hexadecimal digits.</param>
/// <param name="Name">Name for display.</param>
/// <param name="Description">What it is made from and what to expect of it.</param>
/// <param name="Genres">The genres it knows, in ordinal order; a class label of the classifier is an index into them.</param>
/// <param name="Features">The feature vector it takes.</param>
/// <param name="Scaling">z = (x − mean) / deviation, applied before both machines; null when the features go in as they are.</param>
/// <param name="Classifier">The C-SVC in <c>classifier.svm</c>.</param>
/// <param name="Novelty">The one-class machine in <c>novelty.svm</c> that tells music from what is not; null without one.</param>
/// <param name="TrainedOn">The training set.</param>
/// <param name="Measurements">How good the recipe was on tracks that it was not trained on.</param>
/// <param name="CreatedAt">When it was trained, UTC.</param>
/// <param name="LibraryVersion">Version of GenreQueue that trained it.</param>
public sealed record ModelCard(
    int Format,
    string Id,
    string Version,
    string Name,
    string Description,
    IReadOnlyList<string> Genres,
    ModelFeatures Features,
    Scaling? Scaling,
    ModelClassifier Classifier,
    ModelNovelty? Novelty,
    ModelTrainingSet TrainedOn,
    IReadOnlyList<ModelMeasurement> Measurements,
    DateTimeOffset CreatedAt,
    string LibraryVersion)
{
    /// <summary>The shape that this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Grows when the same audio gives other features, so that older models no longer fit.</summary>
    public const int CurrentFeatureVersion = 1;
}

/// <param name="Kind">What the numbers mean.</param>
/// <param name="Version">Version of their extraction; <see cref="ModelCard.CurrentFeatureVersion"/>.</param>
/// <param name="Length">How many there are.</param>
public sealed record ModelFeatures(FeatureKind Kind, int Version, int Length);

/// <param name="Kernel">Kernel of the C-SVC.</param>
/// <param name="C">Cost of a training error.</param>
/// <param name="Gamma">γ of the kernel.</param>
/// <param name="Degree">Degree of a polynomial kernel.</param>
/// <param name="Coef0">Constant of a polynomial kernel.</param>
/// <param name="Seed">Seed of the folds behind the probabilities.</param>
/// <param name="SupportVectors">Number of support vectors.</param>
/// <param name="Sha256">Hash of <c>classifier.svm</c>, lower-case hexadecimal.</param>
public sealed record ModelClassifier(
    SvmKernel Kernel, double C, double Gamma, int Degree, double Coef0, int Seed, int SupportVectors, string Sha256);

/// <param name="Nu">ν: the share of the training set that may lie outside.</param>
/// <param name="Gamma">γ of its RBF kernel.</param>
/// <param name="Threshold">A decision below this is not music.</param>
/// <param name="SupportVectors">Number of support vectors.</param>
/// <param name="Sha256">Hash of <c>novelty.svm</c>, lower-case hexadecimal.</param>
public sealed record ModelNovelty(double Nu, double Gamma, double Threshold, int SupportVectors, string Sha256);

/// <param name="Source">Name of the feature table or of the folder of audio.</param>
/// <param name="Sha256">Hash of the feature table as CSV, lower-case hexadecimal.</param>
/// <param name="Tracks">Number of tracks trained on.</param>
/// <param name="DuplicatesDropped">Tracks left out because an earlier one has the same features.</param>
/// <param name="TracksByGenre">Number of tracks trained on, by genre.</param>
public sealed record ModelTrainingSet(
    string Source, string Sha256, int Tracks, int DuplicatesDropped, IReadOnlyDictionary<string, int> TracksByGenre);

/// <param name="Method">How it was measured, such as <c>10-fold cross-validation</c>.</param>
/// <param name="Tracks">Number of tracks asked about.</param>
/// <param name="Accuracy">Share of right answers, 0 to 1.</param>
/// <param name="MacroF1">Mean of the genres' F1.</param>
/// <param name="CalibrationError">Expected calibration error over ten bins.</param>
/// <param name="Confusion">Number of tracks by [true genre][named genre], in the order of <see cref="ModelCard.Genres"/>.</param>
public sealed record ModelMeasurement(
    string Method, int Tracks, double Accuracy, double MacroF1, double CalibrationError, IReadOnlyList<IReadOnlyList<int>> Confusion);
