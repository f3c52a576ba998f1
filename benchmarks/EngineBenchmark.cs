using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Windows;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Benchmarks;

/// <summary>Classifies one 4-minute MP3 repeatedly on one core, compared with decoding the same window alone.</summary>
internal static class EngineBenchmark
{
    private const int Rate = MfccTransform.SampleRate;
    private const int Rounds = 60;

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("genrequeue-benchmark-");
        try
        {
            var mp3 = AudioEncoder.Encode(Synthesis.Music(seconds: 240), AudioEncoding.Mp3, Path.Combine(folder.FullName, "song.mp3"));
            await Measure(mp3);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Measure(string mp3)
    {
        await using var decoders = new DecoderPool(new DecoderPoolOptions { Slots = 1 });
        using var models = new ModelCatalog(ModelCatalog.FindRoots());
        var classifier = new GenreClassifier(decoders, models);
        var options = new ClassifyOptions(ModelCatalog.Default);
        var output = new WindowBuffer();
        var decoder = new TrackDecoder(output);
        Timings? timings = null;

        var medians = await Stopwatches.MedianMs(Rounds,
            () =>
            {
                decoder.Decode(mp3, WindowMode.Middle, Rate, TimeSpan.FromHours(1));
                Expect(output.Length);
                return Task.CompletedTask;
            },
            async () =>
            {
                await foreach (var window in decoders.DecodeAsync(mp3, WindowMode.Middle, Rate, CancellationToken.None)) Expect(window.Samples.Length);
            },
            async () => timings = (await classifier.ClassifyAsync(mp3, options, CancellationToken.None)).Timings);

        var (alone, pool, whole) = (medians[0], medians[1], medians[2]);
        Console.WriteLine($"decode, in this process             {alone,8:F2} ms");
        Console.WriteLine($"decode, in the decoder child        {pool,8:F2} ms   the hop costs {pool - alone:F2} ms");
        Console.WriteLine($"decode, features, model {options.Model,-11} {whole,8:F2} ms   {whole / alone:F2} times decoding alone");
        Console.WriteLine($"of which in the last round: features {timings!.FeaturesMs:F2} ms, model {timings.PredictMs:F2} ms");
    }

    private static void Expect(int samples)
    {
        if (samples != AudioWindow.MaxSamples(Rate)) throw new InvalidOperationException($"Decoded {samples} samples, expected {AudioWindow.MaxSamples(Rate)}.");
    }
}
