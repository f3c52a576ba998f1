using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GenreQueue.Analysis.Svm.Interop;

/// <summary>Owns a training set in one block of native memory: the labels, then a pointer to each row, then the rows.</summary>
internal sealed unsafe class SvmTrainingSet : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly int _length;

    /// <param name="rows">Rows of equal length, at least one; shape [n, features].</param>
    /// <param name="labels">Class of each row; shape [n].</param>
    public SvmTrainingSet(double[][] rows, int[] labels) : base(ownsHandle: true)
    {
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

    /// <summary>The set in libsvm's representation; valid until this handle is released.</summary>
    public SvmProblem Problem => new() { Length = _length, Labels = Labels, Vectors = Vectors };

    private double* Labels => (double*)handle;

    private SvmNode** Vectors => (SvmNode**)(Labels + _length);

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
