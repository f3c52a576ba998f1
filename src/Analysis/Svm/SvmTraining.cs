using System.Runtime.InteropServices;
using GenreQueue.Analysis.Svm.Interop;

namespace GenreQueue.Analysis.Svm;

/// <summary>Training with libsvm. Machines with probabilities are trained one at a time, because their folds use a global random generator.</summary>
internal static class SvmTraining
{
    /// <summary>Trains a one-against-one C-SVC.</summary>
    /// <param name="x">Features; shape [n, features].</param>
    /// <param name="labels">Class of each row; shape [n], at least two distinct classes.</param>
    /// <param name="parameters">Kernel, cost and seed.</param>
    /// <exception cref="SvmException">libsvm rejects the parameters, or the training set is invalid.</exception>
    public static SvmModel Train(double[][] x, int[] labels, SvmParameters parameters)
    {
        if (labels.Distinct().Take(2).Count() < 2) throw new SvmException("A classifier needs at least two classes.");
        return Train(x, labels, parameters, SvmType.CSvc);
    }

    /// <summary>Trains a one-class machine (Schölkopf et al. 2001), which separates vectors like <paramref name="x"/> from all others.</summary>
    /// <param name="x">Features; shape [n, features].</param>
    /// <param name="parameters">Kernel and ν.</param>
    /// <exception cref="SvmException">libsvm rejects the parameters, or the training set is invalid.</exception>
    public static SvmModel TrainOneClass(double[][] x, SvmParameters parameters) =>
        Train(x, new int[x.Length], parameters with { Probability = false }, SvmType.OneClass);

    private static SvmModel Train(double[][] x, int[] labels, SvmParameters parameters, SvmType type)
    {
        CheckRows(x, labels);
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
        if (reason is not null) throw new SvmException($"libsvm rejects the parameters: {reason}.");
        LibSvm.Silence();
        return native;
    }

    private static void CheckRows(double[][] rows, int[] labels)
    {
        if (rows.Length == 0) throw new SvmException("The training set is empty.");
        if (labels.Length != rows.Length) throw new SvmException($"The training set has {rows.Length} rows but {labels.Length} labels.");
        foreach (var row in rows)
        {
            if (row.Length != rows[0].Length) throw new SvmException($"The rows of the training set have different lengths: {rows[0].Length} and {row.Length}.");
            foreach (var value in row)
            {
                if (!double.IsFinite(value)) throw new SvmException($"The training set contains the feature {value}, but features must be finite.");
            }
        }
    }
}
