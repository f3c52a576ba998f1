using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Svm;

namespace GenreQueue.Training.Trainers;

/// <summary>Settings for training a model on a feature table.</summary>
/// <param name="Features">Features that the model uses.</param>
/// <param name="Kernel">Kernel of the C-SVC.</param>
/// <param name="C">Cost of a training error, above 0.</param>
/// <param name="Gamma">γ of a polynomial or RBF kernel; null means 1 / number of features.</param>
/// <param name="Degree">Degree of a polynomial kernel.</param>
/// <param name="Coef0">Constant of a polynomial kernel.</param>
/// <param name="Standardise">Scale each feature to mean 0 and deviation 1 over the training set.</param>
/// <param name="Seed">Seed of the cross-validation behind the probabilities.</param>
public sealed record Recipe(
    FeatureKind Features, SvmKernel Kernel, double C, double? Gamma, int Degree, double Coef0, bool Standardise, int Seed)
{
    /// <summary>The recipe of the default models.</summary>
    public static Recipe Default { get; } = new(FeatureKind.LogCov, SvmKernel.Rbf, C: 1, Gamma: 0.005, Degree: 3, Coef0: 0, Standardise: true, Seed: 1);

    /// <summary>The recipe of the original system: unscaled classic features, cubic kernel, γ = 1/104.</summary>
    public static Recipe Classic { get; } = new(FeatureKind.Classic, SvmKernel.Polynomial, C: 1, Gamma: null, Degree: 3, Coef0: 0, Standardise: false, Seed: 1);

    /// <summary>Parameters of the classifier.</summary>
    public SvmParameters Svm => new(Kernel, C, Gamma, Degree, Coef0, Probability: true, Seed: Seed);
}
