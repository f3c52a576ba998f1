using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Tests.FrontEnds.Mfcc;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Benchmarks;

/// <summary>MFCCs and feature vectors of a 30-s clip on one core, compared with the scalar oracle of the tests.</summary>
internal static class MfccBenchmark
{
    public static Task Run()
    {
        var clip = Synthesis.Music(seconds: 30, rate: MfccTransform.SampleRate, channels: 1).Samples;
        var stride = MfccTransform.FrameCount(clip.Length) + MfccTransform.FrameGroup;
        var output = new double[MfccTransform.Coefficients * stride];
        var mfcc = MfccTransform.Create();
        var logCov = new MfccExtractor(FeatureKind.LogCov);
        var classic = new MfccExtractor(FeatureKind.Classic);

        var scalar = Stopwatches.MedianMs(5, () => ScalarMfcc.Compute(clip))[0];
        var fast = Stopwatches.MedianMs(200,
            () => mfcc.Compute(clip, 0, output, stride),
            () => logCov.Extract(clip),
            () => classic.Extract(clip));
        Console.WriteLine($"scalar oracle, MFCC       {scalar,9:F3} ms");
        Console.WriteLine($"MFCC                      {fast[0],9:F3} ms   {scalar / fast[0]:F0} times as fast");
        Console.WriteLine($"MFCC and logcov features  {fast[1],9:F3} ms");
        Console.WriteLine($"MFCC and classic features {fast[2],9:F3} ms");
        return Task.CompletedTask;
    }
}
