using Microsoft.Win32.SafeHandles;

namespace GenreQueue.Analysis.Svm.Interop;

/// <summary>Owns an <c>svm_model*</c>. Prediction only reads it, so one handle serves all threads.</summary>
internal sealed class SvmModelHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    private SvmTrainingSet? _trainingSet;

    /// <summary>Keeps <paramref name="set"/> alive: the support vectors of a trained model point into it.</summary>
    public void Hold(SvmTrainingSet set)
    {
        var added = false;
        set.DangerousAddRef(ref added);
        _trainingSet = set;
    }

    protected override bool ReleaseHandle()
    {
        LibSvm.FreeModel(ref handle);
        _trainingSet?.DangerousRelease();
        return true;
    }
}
