using System.Runtime.InteropServices;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Svm.Interop;

namespace GenreQueue.Analysis.Svm;

/// <summary>Training with libsvm. Machines without probabilities are trained in parallel; the others wait for each other.</summary>
internal static class SvmTraining
{
    /// <summary>Trains a C-SVC, one against one.</summary>
    /// <param name="x">Features; shape [n, features].</param>
    /// <param name="labels">Class of each row; shape [n], at least two different ones.</param>
    /// <param name="parameters">Kernel, cost and seed.</param>
    /// <exception cref="SvmException">libsvm refuses the parameters, or the rows cannot be trained on.</exception>
    public static SvmModel Train(double[][] x, int[] labels, SvmParameters parameters)
    {
        if (labels.Distinct().Take(2).Count() < 2) throw new SvmException("A classifier needs at least two classes.");
        return Train(x, labels, parameters, SvmType.CSvc);
    }

    /// <summary>Trains a one-class machine (Schölkopf et al. 2001), which tells what is like <paramref name="x"/> from what is not.</summary>
    /// <param name="x">Features; shape [n, features].</param>
    /// <param name="parameters">Kernel and ν.</param>
    /// <exception cref="SvmException">libsvm refuses the parameters, or the rows cannot be trained on.</exception>
    public static SvmModel TrainOneClass(double[][] x, SvmParameters parameters) =>
        Train(x, new int[x.Length], parameters with { Probability = false }, SvmType.OneClass);

    /// <summary>The class that each row gets from a machine trained on the other folds: libsvm's own stratified random folds.</summary>
    /// <param name="x">Features; shape [n, features].</param>
    /// <param name="labels">Class of each row; shape [n].</param>
    /// <param name="parameters">Kernel, cost and seed of the folds.</param>
    /// <param name="folds">Number of folds, 2 to n.</param>
    /// <returns>Predicted class of each row; shape [n].</returns>
    /// <exception cref="SvmException">libsvm refuses the parameters, or the rows cannot be trained on.</exception>
    public static int[] CrossValidate(double[][] x, int[] labels, SvmParameters parameters, int folds)
    {
        if (folds < 2 || folds > x.Length) throw new SvmException($"{folds} folds are not between 2 and the {x.Length} rows.");
        using var set = new SvmTrainingSet(x, labels);
        var native = Checked(set, parameters, SvmType.CSvc, features: x[0].Length);
        var predicted = new double[x.Length];
        lock (LibSvm.Gate)
        {
            LibSvm.SeedRandom((uint)parameters.Seed);
            LibSvm.CrossValidation(set.Problem, native, folds, predicted);
        }
        return Array.ConvertAll(predicted, p => (int)p);
    }

    private static SvmModel Train(double[][] x, int[] labels, SvmParameters parameters, SvmType type)
    {
        using var set = new SvmTrainingSet(x, labels);
        var native = Checked(set, parameters, type, features: x[0].Length);
        var handle = parameters.Probability ? TrainSeeded(set, native, parameters.Seed) : LibSvm.Train(set.Problem, native);
        handle.Hold(set);
        return new SvmModel(handle);
    }

    private static SvmModelHandle TrainSeeded(SvmTrainingSet set, in NativeParameters parameters, int seed)
    {
        lock (LibSvm.Gate)
        {
            LibSvm.SeedRandom((uint)seed);
            return LibSvm.Train(set.Problem, parameters);
        }
    }

    private static unsafe NativeParameters Checked(SvmTrainingSet set, SvmParameters parameters, SvmType type, int features)
    {
        if (!double.IsFinite(parameters.C + (parameters.Gamma ?? 0) + parameters.Coef0 + parameters.Nu))
            throw new SvmException("C, gamma, coef0 and nu must be finite numbers.");
        var native = new NativeParameters
        {
            SvmType = (int)type,
            KernelType = (int)parameters.Kernel,
            Degree = parameters.Degree,
            Gamma = parameters.Gamma ?? 1.0 / features,
            Coef0 = parameters.Coef0,
            CacheSizeMegabytes = 100,
            Epsilon = 1e-3,
            C = parameters.C,
            Nu = parameters.Nu,
            P = 0.1,
            Shrinking = 1,
            Probability = parameters.Probability ? 1 : 0,
        };
        var reason = Marshal.PtrToStringUTF8((nint)LibSvm.CheckParameter(set.Problem, native));
        if (reason is not null) throw new SvmException($"libsvm refuses the parameters: {reason}.");
        LibSvm.Silence();
        return native;
    }
}
