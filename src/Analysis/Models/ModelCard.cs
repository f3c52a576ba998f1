using System.Text.Json.Serialization;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Svm;

namespace GenreQueue.Analysis.Models;

/// <summary>Description of a model: <c>model.json</c> in its folder, next to the files of its machines.</summary>
/// <param name="Format">Version of this JSON shape; <see cref="CurrentFormat"/>.</param>
/// <param name="Id">Name of the model's folder: lower-case letters, digits, '-', '_' and '.', at most 64.</param>
/// <param name="Version">Hash of the content except <paramref name="CreatedAt"/>: 16 hexadecimal digits.</param>
/// <param name="Name">Display name.</param>
/// <param name="Description">Origin and limits of the model.</param>
/// <param name="Genres">Genres in ordinal order; a class label of the classifier is an index into this list.</param>
/// <param name="FrontEnds">Front ends of the model; the classifier expects their feature vectors concatenated in this order.</param>
/// <param name="Scaling">Standardisation of the features, z = (x − mean) / deviation; null if the features are not scaled.</param>
/// <param name="Classifier">The C-SVC in <c>classifier.svm</c>.</param>
/// <param name="Novelty">The one-class machine in <c>novelty.svm</c> that detects audio other than music; null if there is none.</param>
/// <param name="TrainedOn">The training set.</param>
/// <param name="Measurements">Accuracy of the recipe on tracks held out from training.</param>
/// <param name="CreatedAt">Time of the training, UTC.</param>
/// <param name="LibraryVersion">Version of GenreQueue that trained the model.</param>
public sealed record ModelCard(
    int Format,
    string Id,
    string Version,
    string Name,
    string Description,
    IReadOnlyList<string> Genres,
    IReadOnlyList<ModelFrontEnd> FrontEnds,
    Scaling? Scaling,
    ModelClassifier Classifier,
    ModelNovelty? Novelty,
    ModelTrainingSet TrainedOn,
    IReadOnlyList<ModelMeasurement> Measurements,
    DateTimeOffset CreatedAt,
    string LibraryVersion)
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 2;

    /// <summary>Number of features that the classifier expects: the lengths of all front ends together.</summary>
    [JsonIgnore]
    public int FeatureCount => FrontEnds.Sum(frontEnd => frontEnd.Length);
}

/// <summary>A front end that a model uses.</summary>
/// <param name="Id">Id of the front end, such as <c>logcov</c>.</param>
/// <param name="Version">Version of the front end that the model was trained with.</param>
/// <param name="Length">Number of values in its feature vectors.</param>
public sealed record ModelFrontEnd(string Id, int Version, int Length)
{
    /// <summary>The entry of a front end in the card of a model trained now.</summary>
    public static ModelFrontEnd Of(IFrontEnd frontEnd) => new(frontEnd.Id, frontEnd.Version, frontEnd.Length);
}

/// <summary>Parameters of the classifier.</summary>
/// <param name="Kernel">Kernel of the C-SVC.</param>
/// <param name="C">Cost of a training error.</param>
/// <param name="Gamma">γ of the kernel.</param>
/// <param name="Degree">Degree of a polynomial kernel.</param>
/// <param name="Coef0">Constant of a polynomial kernel.</param>
/// <param name="Seed">Seed of the cross-validation behind the probabilities.</param>
/// <param name="SupportVectors">Number of support vectors.</param>
/// <param name="Sha256">Hash of <c>classifier.svm</c>, lower-case hexadecimal.</param>
public sealed record ModelClassifier(
    SvmKernel Kernel, double C, double Gamma, int Degree, double Coef0, int Seed, int SupportVectors, string Sha256);

/// <summary>Parameters of the detector for audio other than music.</summary>
/// <param name="Nu">ν: upper bound on the share of training vectors outside the region.</param>
/// <param name="Gamma">γ of the RBF kernel.</param>
/// <param name="Threshold">Audio with a decision value below this is not music.</param>
/// <param name="SupportVectors">Number of support vectors.</param>
/// <param name="Sha256">Hash of <c>novelty.svm</c>, lower-case hexadecimal.</param>
public sealed record ModelNovelty(double Nu, double Gamma, double Threshold, int SupportVectors, string Sha256);

/// <summary>Origin and size of the training set.</summary>
/// <param name="Source">Name of the feature table or audio folder.</param>
/// <param name="Sha256">Hash of the feature table as CSV, lower-case hexadecimal.</param>
/// <param name="Tracks">Number of training tracks.</param>
/// <param name="DuplicatesDropped">Number of tracks left out because an earlier track has the same features.</param>
/// <param name="TracksByGenre">Number of training tracks by genre.</param>
public sealed record ModelTrainingSet(
    string Source, string Sha256, int Tracks, int DuplicatesDropped, IReadOnlyDictionary<string, int> TracksByGenre);

/// <summary>The measured accuracy of a model.</summary>
/// <param name="Method">Method of evaluation, such as <c>10-fold cross-validation</c>.</param>
/// <param name="Tracks">Number of tracks tested.</param>
/// <param name="Accuracy">Share of correct predictions, 0 to 1.</param>
/// <param name="MacroF1">Mean of the F1 scores of the genres.</param>
/// <param name="CalibrationError">Expected calibration error over ten bins.</param>
/// <param name="Confusion">Number of tracks by [true genre][predicted genre], in the order of <see cref="ModelCard.Genres"/>.</param>
public sealed record ModelMeasurement(
    string Method, int Tracks, double Accuracy, double MacroF1, double CalibrationError, IReadOnlyList<IReadOnlyList<int>> Confusion);
