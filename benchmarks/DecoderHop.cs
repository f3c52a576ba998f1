using System.Diagnostics;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Windows;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Benchmarks;

/// <summary>The cost of decoding a 30-s window (2.6 MB) in a child process instead of in this process.</summary>
internal static class DecoderHop
{
    private const int Rate = MfccTransform.SampleRate;

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("genrequeue-hop-").FullName;
        try
        {
            var plain = Path.Combine(folder, "plain.wav");
            await File.WriteAllBytesAsync(plain, WavFile.Pcm16(Synthesis.Noise(240, Rate)));
            var minute = Synthesis.Music(60);
            var music = minute.Then(minute).Then(minute).Then(minute);
            var mp3 = AudioEncoder.Encode(music, AudioEncoding.Mp3, Path.Combine(folder, "song.mp3"));
            var m4a = AudioEncoder.Encode(music, AudioEncoding.M4aAac, Path.Combine(folder, "song.m4a"));

            await CompareAsync("WAV, mono 22,050 Hz", plain, rounds: 100);
            await CompareAsync("MP3, stereo 44,100 Hz", mp3, rounds: 50);
            await CompareAsync("M4A, stereo 44,100 Hz", m4a, rounds: 10);
            await MeasureStartAsync(plain);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string name, string path, int rounds)
    {
        await using var pool = new DecoderPool(new DecoderPoolOptions { Slots = 1 });
        var inside = new TrackDecoder(new WindowBuffer());
        var processor = new double[2];
        var times = await Stopwatches.MedianMs(
            rounds,
            async () =>
            {
                var before = ProcessorTime(pool);
                inside.Decode(path, WindowMode.Middle, Rate, TimeSpan.FromHours(3));
                processor[0] += (ProcessorTime(pool) - before).TotalMilliseconds;
                await Task.CompletedTask;
            },
            async () =>
            {
                var before = ProcessorTime(pool);
                await DrainAsync(pool, path);
                processor[1] += (ProcessorTime(pool) - before).TotalMilliseconds;
            });
        Console.WriteLine(
            $"{name,-22} in this process {times[0],8:F2} ms   in a child {times[1],8:F2} ms   hop {times[1] - times[0],6:F2} ms, " +
            $"{(processor[1] - processor[0]) / rounds,6:F2} ms of processor time");
    }

    // Of this process and its child. ffmpeg's time is not included; it is the same for both.
    private static TimeSpan ProcessorTime(DecoderPool pool)
    {
        var time = Environment.CpuUsage.TotalTime;
        foreach (var id in pool.ChildIds)
        {
            using var child = Process.GetProcessById(id);
            time += child.TotalProcessorTime;
        }
        return time;
    }

    private static async Task MeasureStartAsync(string path)
    {
        var times = await Stopwatches.MedianMs(10, async () =>
        {
            await using var pool = new DecoderPool(new DecoderPoolOptions { Slots = 1 });
            await DrainAsync(pool, path);
        });
        Console.WriteLine($"{"first file of a child",-22} {times[0]:F0} ms, including its start and exit");
    }

    private static async Task DrainAsync(DecoderPool pool, string path)
    {
        await foreach (var window in pool.DecodeAsync(path, WindowMode.Middle, Rate, CancellationToken.None))
        {
            if (window.Samples.Length != AudioWindow.MaxSamples(Rate)) throw new InvalidOperationException("The window is not full.");
        }
    }
}
