using System.Runtime.InteropServices;

namespace GenreQueue.Analysis.Svm.Interop;

/// <summary><c>struct svm_node</c>: one feature of a vector. Indices begin at 1; −1 ends the vector.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SvmNode(int index, double value)
{
    public const int End = -1;

    public int Index = index;
    public double Value = value;

    /// <summary>Writes a dense vector; <paramref name="nodes"/> must be one longer.</summary>
    public static void Fill(ReadOnlySpan<double> vector, Span<SvmNode> nodes)
    {
        for (var i = 0; i < vector.Length; i++) nodes[i] = new SvmNode(i + 1, vector[i]);
        nodes[vector.Length] = new SvmNode(End, 0);
    }
}

/// <summary><c>struct svm_problem</c>: labels and vectors of a training set.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SvmProblem
{
    public int Length;
    public double* Labels;
    public SvmNode** Vectors;
}

/// <summary><c>struct svm_parameter</c>, in the order of <c>svm.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeParameters
{
    public int SvmType;
    public int KernelType;
    public int Degree;
    public double Gamma;
    public double Coef0;
    public double CacheSizeMegabytes;
    public double Epsilon;
    public double C;
    public int WeightCount;
    public int* WeightLabels;
    public double* Weights;
    public double Nu;
    public double P;
    public int Shrinking;
    public int Probability;
}

/// <summary>Values of <c>svm_type</c>.</summary>
internal enum SvmType
{
    CSvc = 0,
    OneClass = 2,
}
