namespace GenreQueue.Analysis.Svm;

/// <summary>How to train a support vector machine.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="C">Cost of a training error in classification, above 0.</param>
/// <param name="Gamma">γ of the polynomial and RBF kernels, at least 0; null stands for 1 / number of features.</param>
/// <param name="Degree">Degree of the polynomial kernel.</param>
/// <param name="Coef0">Constant of the polynomial kernel.</param>
/// <param name="Nu">ν of a one-class machine: the share of the training set that may lie outside, above 0, at most 1.</param>
/// <param name="Probability">Fit Platt's sigmoids, so that the machine can give probabilities (classification only).</param>
/// <param name="Seed">Seeds the random folds behind the sigmoids: the same seed and data give the same machine.</param>
public sealed record SvmParameters(
    SvmKernel Kernel,
    double C = 1,
    double? Gamma = null,
    int Degree = 3,
    double Coef0 = 0,
    double Nu = 0.5,
    bool Probability = true,
    int Seed = 1);
