using GenreQueue.Analysis.Features;
using GenreQueue.Analysis.Tests.Features;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Benchmarks;

/// <summary>MFCCs and feature vectors of a 30-s clip on one core, against the scalar oracle of the tests.</summary>
internal static class MfccBenchmark
{
    public static Task Run()
    {
        var clip = Synthesis.Music(seconds: 30, rate: Mfcc.SampleRate, channels: 1).Samples;
        var stride = Mfcc.FrameCount(clip.Length) + Mfcc.FrameGroup;
        var output = new double[Mfcc.Coefficients * stride];
        var mfcc = Mfcc.Create();
        var extractor = new FeatureExtractor();

        var scalar = Stopwatches.MedianMs(5, () => ScalarMfcc.Compute(clip))[0];
        var fast = Stopwatches.MedianMs(200,
            () => mfcc.Compute(clip, 0, output, stride),
            () => extractor.Extract(clip, FeatureKind.LogCov),
            () => extractor.Extract(clip, FeatureKind.Classic));
        Console.WriteLine($"scalar oracle, MFCC       {scalar,9:F3} ms");
        Console.WriteLine($"MFCC                      {fast[0],9:F3} ms   {scalar / fast[0]:F0} times as fast");
        Console.WriteLine($"MFCC and logcov features  {fast[1],9:F3} ms");
        Console.WriteLine($"MFCC and classic features {fast[2],9:F3} ms");
        return Task.CompletedTask;
    }
}
