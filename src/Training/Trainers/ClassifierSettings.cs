using System.Text.Json.Serialization;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Svm;

namespace GenreQueue.Training.Trainers;

/// <summary>The classifiers that can be evaluated.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClassifierKind>))]
public enum ClassifierKind
{
    /// <summary>C-SVC, linear kernel.</summary>
    [JsonStringEnumMemberName("svm-linear")] SvmLinear,

    /// <summary>C-SVC, RBF kernel.</summary>
    [JsonStringEnumMemberName("svm-rbf")] SvmRbf,

    /// <summary>C-SVC, polynomial kernel.</summary>
    [JsonStringEnumMemberName("svm-poly")] SvmPoly,

    /// <summary><see cref="NearestNeighbours"/>.</summary>
    [JsonStringEnumMemberName("knn")] Knn,

    /// <summary><see cref="LogisticRegression"/>.</summary>
    [JsonStringEnumMemberName("logistic")] Logistic,
}

/// <summary>A classifier, its parameters and the preprocessing of its features.</summary>
/// <param name="Features">Features that the classifier uses.</param>
/// <param name="Classifier">Type of the classifier.</param>
/// <param name="C">Cost of a training error (SVM), or weight of the data against the penalty (logistic regression).</param>
/// <param name="Gamma">γ of the RBF and polynomial kernels; null means 1 / number of features.</param>
/// <param name="Degree">Degree of the polynomial kernel.</param>
/// <param name="Coef0">Constant of the polynomial kernel.</param>
/// <param name="K">Number of neighbours.</param>
/// <param name="Standardise">Scale each feature to mean 0 and deviation 1 over the training set.</param>
/// <param name="PcaShare">Minimum share of the variance that the principal components explain; null for no PCA.</param>
/// <param name="Votes">Use the pairwise votes of an SVM instead of probabilities.</param>
/// <param name="Seed">Seed of the cross-validation behind an SVM's probabilities.</param>
public sealed record ClassifierSettings(
    FeatureKind Features,
    ClassifierKind Classifier,
    double C = 1,
    double? Gamma = null,
    int Degree = 3,
    double Coef0 = 0,
    int K = 5,
    bool Standardise = true,
    double? PcaShare = null,
    bool Votes = false,
    int Seed = 1)
{
    /// <summary>The settings of a model trained with <paramref name="recipe"/>.</summary>
    public static ClassifierSettings From(Recipe recipe) => new(
        recipe.Features,
        recipe.Kernel switch
        {
            SvmKernel.Linear => ClassifierKind.SvmLinear,
            SvmKernel.Rbf => ClassifierKind.SvmRbf,
            _ => ClassifierKind.SvmPoly,
        },
        recipe.C, recipe.Gamma, recipe.Degree, recipe.Coef0, Standardise: recipe.Standardise, Seed: recipe.Seed);

    /// <summary>Creates the trainer for these settings.</summary>
    public IClassifierTrainer CreateTrainer()
    {
        IClassifierTrainer classifier = Classifier switch
        {
            ClassifierKind.SvmLinear => Svm(SvmKernel.Linear),
            ClassifierKind.SvmRbf => Svm(SvmKernel.Rbf),
            ClassifierKind.SvmPoly => Svm(SvmKernel.Polynomial),
            ClassifierKind.Knn => new NearestNeighbours(K),
            ClassifierKind.Logistic => new LogisticRegression(C),
            _ => throw new ArgumentOutOfRangeException(nameof(Classifier), Classifier, "Unknown classifier."),
        };
        return Standardise || PcaShare is not null ? new PreparedTrainer(classifier, Standardise, PcaShare) : classifier;
    }

    private SvmTrainer Svm(SvmKernel kernel) => new(new SvmParameters(kernel, C, Gamma, Degree, Coef0, Probability: !Votes, Seed: Seed));
}
