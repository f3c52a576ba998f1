using System.Runtime.InteropServices;
using GenreQueue.Analysis.FrontEnds;
using Microsoft.Win32.SafeHandles;

namespace GenreQueue.Analysis.Svm.Interop;

/// <summary>Owns a training set in one block of native memory: the labels, then a pointer to each row, then the rows.</summary>
internal sealed unsafe class SvmTrainingSet : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly int _length;

    /// <param name="rows">Rows of equal _length; shape [n, features].</param>
    /// <param name="labels">Class of each row; shape [n].</param>
    /// <exception cref="SvmException">There is no row, the shapes differ, or a value is not finite.</exception>
    public SvmTrainingSet(double[][] rows, int[] labels) : base(ownsHandle: true)
    {
        Check(rows, labels);
        _length = rows.Length;
        var stride = (nuint)(rows[0].Length + 1);
        SetHandle((nint)NativeMemory.Alloc((nuint)_length, sizeof(double) + (nuint)sizeof(SvmNode*) + stride * (nuint)sizeof(SvmNode)));
        var row = (SvmNode*)(Vectors + _length);
        for (var i = 0; i < _length; i++, row += stride)
        {
            Labels[i] = labels[i];
            Vectors[i] = row;
            SvmNode.Fill(rows[i], new Span<SvmNode>(row, (int)stride));
        }
    }

    /// <summary>The set as libsvm takes it; valid until this is released.</summary>
    public SvmProblem Problem => new() { Length = _length, Labels = Labels, Vectors = Vectors };

    private double* Labels => (double*)handle;

    private SvmNode** Vectors => (SvmNode**)(Labels + _length);

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }

    private static void Check(double[][] rows, int[] labels)
    {
        if (rows.Length == 0) throw new SvmException("There is nothing to train on.");
        if (labels.Length != rows.Length) throw new SvmException($"There are {rows.Length} rows, but {labels.Length} labels.");
        foreach (var row in rows)
        {
            if (row.Length != rows[0].Length) throw new SvmException($"Rows of {rows[0].Length} and {row.Length} features do not go together.");
            foreach (var value in row)
            {
                if (!double.IsFinite(value)) throw new SvmException($"A feature is {value}; libsvm needs finite numbers.");
            }
        }
    }
}
