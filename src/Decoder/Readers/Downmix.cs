using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Decoder.Readers;

/// <summary>Channels to mono.</summary>
internal static class Downmix
{
    /// <summary>The mean of each frame's channels, with equal weights.</summary>
    /// <param name="interleaved">Shape [frames × channels].</param>
    /// <param name="channels">Samples in a frame, at least 2.</param>
    /// <param name="mono">Receives the result; at least that many frames.</param>
    public static void Mean(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        if (channels == 2)
        {
            for (var i = 0; i < interleaved.Length / 2; i++) mono[i] = (interleaved[2 * i] + interleaved[2 * i + 1]) * 0.5f;
            return;
        }
        var weight = 1.0 / channels;
        for (var i = 0; i < interleaved.Length / channels; i++)
        {
            double sum = 0;
            foreach (var sample in interleaved.Slice(i * channels, channels)) sum += sample;
            mono[i] = (float)(sum * weight);
        }
    }
}
