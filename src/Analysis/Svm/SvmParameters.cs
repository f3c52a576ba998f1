namespace GenreQueue.Analysis.Svm;

/// <summary>Training parameters of a support vector machine.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="C">Cost of a training error in classification, above 0.</param>
/// <param name="Gamma">γ of the polynomial and RBF kernels, at least 0; null means 1 / number of features.</param>
/// <param name="Degree">Degree of the polynomial kernel.</param>
/// <param name="Coef0">Constant of the polynomial kernel.</param>
/// <param name="Nu">ν of a one-class machine: upper bound on the share of training vectors outside the region, above 0, at most 1.</param>
/// <param name="Probability">Fit Platt's sigmoids, which probabilities are computed from (classification only).</param>
/// <param name="Seed">Seed of the random folds that the sigmoids are fitted on; the same seed and data give the same machine.</param>
public sealed record SvmParameters(
    SvmKernel Kernel,
    double C = 1,
    double? Gamma = null,
    int Degree = 3,
    double Coef0 = 0,
    double Nu = 0.5,
    bool Probability = true,
    int Seed = 1);
