using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class WindowTests(DecoderFixture audio) : IClassFixture<DecoderFixture>
{
    // Each second has a different constant value, so the samples show where a window was taken.
    private static TestAudio Staircase(double seconds, int rate) =>
        Synthesis.Make(seconds, rate, channels: 1, (time, _) => 0.001 * (1 + (int)time));

    private string Track(double seconds, int rate = TestDecoding.Rate) =>
        audio.Write($"{Guid.NewGuid():n}", WavFile.Pcm16(Staircase(seconds, rate)));

    private static double SecondAt(Decoded window, double seconds) =>
        window.Samples[(int)(seconds * TestDecoding.Rate)] / 0.001 - 1;

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Middle_is_thirty_seconds_from_the_middle()
    {
        var window = await audio.Pool.OneAsync(Track(seconds: 100));

        Assert.Equal((35.0, 100.0), (window.StartSeconds, window.Info.DurationSeconds));
        Assert.Equal(TestDecoding.FullWindow, window.Samples.Length);
        Assert.Equal(35, SecondAt(window, 0.5), tolerance: 0.1);
        Assert.Equal(64, SecondAt(window, 29.5), tolerance: 0.1);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Start_is_the_first_thirty_seconds()
    {
        var window = await audio.Pool.OneAsync(Track(seconds: 100), WindowMode.Start);

        Assert.Equal((0.0, 100.0), (window.StartSeconds, window.Info.DurationSeconds));
        Assert.Equal(TestDecoding.FullWindow, window.Samples.Length);
        Assert.Equal(29, SecondAt(window, 29.5), tolerance: 0.1);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_track_shorter_than_a_window_is_decoded_completely()
    {
        var window = await audio.Pool.OneAsync(Track(seconds: 12.5));

        Assert.Equal((0.0, 12.5), (window.StartSeconds, window.Info.DurationSeconds));
        Assert.Equal(12.5, window.Seconds);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(75, 3, 15)]   // a last window of ten seconds or more is kept
    [InlineData(69, 2, 30)]   // a shorter one is dropped
    [InlineData(60, 2, 30)]
    [InlineData(4, 1, 4)]   // unless it is the only one
    public async Task Whole_is_consecutive_windows(double seconds, int windows, double last)
    {
        var all = await audio.Pool.AllAsync(Track(seconds), WindowMode.Whole);

        Assert.Equal(windows, all.Count);
        Assert.Equal(Enumerable.Range(0, windows).Select(i => 30.0 * i), all.Select(window => window.StartSeconds));
        Assert.Equal(last, all[^1].Seconds);
        Assert.All(all, window => Assert.Equal(window.StartSeconds, SecondAt(window, 0.5), tolerance: 0.1));
        Assert.Equal(seconds, all[^1].Info.DurationSeconds);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Whole_stops_at_its_limit_and_still_reports_the_length()
    {
        await using var pool = new DecoderPool(new DecoderPoolOptions { Slots = 1, WholeLimit = TimeSpan.FromMinutes(1) });

        var all = await pool.AllAsync(Track(seconds: 120), WindowMode.Whole);

        Assert.Equal(2, all.Count);
        Assert.All(all, window => Assert.Equal(120, window.Info.DurationSeconds));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Whole_keeps_a_silent_window_between_music()
    {
        var track = Staircase(30, 8_000).Then(Synthesis.Silence(30, 8_000)).Then(Staircase(30, 8_000));

        var all = await audio.Pool.AllAsync(audio.Write("gap", WavFile.Pcm16(track)), WindowMode.Whole);

        Assert.Equal(3, all.Count);
        Assert.True(SignalAnalysis.Rms(all[1].Samples) < 1e-3);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(AudioEncoding.Flac16)]
    [InlineData(AudioEncoding.OggVorbis)]
    [InlineData(AudioEncoding.OggOpus)]
    [InlineData(AudioEncoding.Mp3Vbr)]
    [InlineData(AudioEncoding.M4aAac)]
    [InlineData(AudioEncoding.M4aAlac)]
    [InlineData(AudioEncoding.WavPack)]
    [InlineData(AudioEncoding.Wma)]
    public async Task Seeking_in_compressed_tracks_is_accurate(AudioEncoding encoding)
    {
        // The frequency rises from 500 Hz by 10 Hz per second.
        var sweep = Synthesis.Make(100, 24_000, channels: 1, (t, _) => 0.5 * Math.Sin(Math.Tau * (500 * t + 5 * t * t)));
        var path = AudioEncoder.Encode(sweep, encoding, audio.File($"sweep-{encoding}"));

        var window = await audio.Pool.OneAsync(path);

        Assert.Equal(35, window.StartSeconds, tolerance: 0.2);
        Assert.Equal(30, window.Seconds, tolerance: 0.01);
        foreach (var second in (int[])[1, 15, 29])
        {
            var part = window.Samples.AsSpan(second * TestDecoding.Rate, TestDecoding.Rate / 10);
            var crossings = 0;
            for (var i = 1; i < part.Length; i++) if (part[i - 1] < 0 && part[i] >= 0) crossings++;
            var expected = 500 + 10 * (window.StartSeconds + second + 0.05);
            Assert.Equal(expected, crossings * 10.0, tolerance: 12);
        }
    }
}
