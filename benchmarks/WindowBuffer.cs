using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Decoder.Windows;
using NAudio.Wave;

namespace GenreQueue.Benchmarks;

/// <summary>Keeps the window decoded last, as a caller in the same process would.</summary>
internal sealed class WindowBuffer : IWindowOutput
{
    private readonly float[] _samples = new float[AudioWindow.MaxSamples(MfccTransform.SampleRate)];

    /// <summary>Number of samples in the window.</summary>
    public int Length { get; private set; }

    public void Write(double startSeconds, ISampleProvider samples)
    {
        Length = 0;
        while (samples.Read(_samples.AsSpan(Length)) is > 0 and var count) Length += count;
    }

    public void Complete(AudioInfo info)
    {
    }
}
