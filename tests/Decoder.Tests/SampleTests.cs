using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class SampleTests(DecoderFixture audio) : IClassFixture<DecoderFixture>
{
    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Sixteen_bit_mono_at_the_requested_rate_is_not_changed()
    {
        var noise = Synthesis.Noise(31, TestDecoding.Rate, amplitude: 0.99);
        var path = audio.Write("exact", WavFile.Pcm16(noise));

        var window = await audio.Pool.OneAsync(path, WindowMode.Start);

        Assert.Equal(WavFile.Read(path)[..TestDecoding.FullWindow], window.Samples);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(AudioEncoding.WavPcm8)]
    [InlineData(AudioEncoding.WavPcm16)]
    [InlineData(AudioEncoding.WavPcm24)]
    [InlineData(AudioEncoding.WavPcm32)]
    [InlineData(AudioEncoding.WavFloat32)]
    public async Task Every_depth_decodes_to_the_samples_that_another_reader_gives(AudioEncoding encoding)
    {
        var path = AudioEncoder.Encode(Synthesis.Noise(2, TestDecoding.Rate, amplitude: 0.99), encoding, audio.File($"naudio-{encoding}"));

        var window = await audio.Pool.OneAsync(path);

        Assert.Equal(WavFile.Read(path), window.Samples);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Stereo_decodes_to_the_mean_of_the_samples_that_another_reader_gives()
    {
        var path = audio.Write("stereo", WavFile.Pcm16(Synthesis.Noise(2, TestDecoding.Rate, channels: 2, amplitude: 0.99)));

        var window = await audio.Pool.OneAsync(path);

        var interleaved = WavFile.Read(path);
        Assert.Equal(Enumerable.Range(0, interleaved.Length / 2).Select(i => (interleaved[2 * i] + interleaved[2 * i + 1]) / 2), window.Samples);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData("classical.00000.wav")]
    [InlineData("hiphop.00000.wav")]
    [InlineData("metal.00000.wav")]
    public async Task Real_clips_are_not_changed(string clip)
    {
        Assert.SkipWhen(RepositoryPaths.SharedData is null, "The reference clips are not available.");
        var path = Path.Combine(RepositoryPaths.SharedData!, "audio", clip);

        var window = await audio.Pool.OneAsync(path, WindowMode.Start);

        Assert.Equal(WavFile.Read(path)[..TestDecoding.FullWindow], window.Samples);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(AudioEncoding.WavPcm24, 2e-7)]
    [InlineData(AudioEncoding.WavPcm32, 2e-7)]
    [InlineData(AudioEncoding.WavFloat32, 0)]
    [InlineData(AudioEncoding.WavFloat64, 0)]
    [InlineData(AudioEncoding.WavPcm8, 0.0041)]
    [InlineData(AudioEncoding.AiffPcm24, 2e-7)]
    [InlineData(AudioEncoding.AuPcm16, 1.6e-5)]
    [InlineData(AudioEncoding.Flac24, 2e-7)]
    [InlineData(AudioEncoding.M4aAlac, 1.6e-5)]
    [InlineData(AudioEncoding.WavPack, 2e-7)]
    public async Task Every_depth_keeps_full_scale_at_one(AudioEncoding encoding, double tolerance)
    {
        var noise = Synthesis.Noise(2, TestDecoding.Rate, amplitude: 0.99);

        var window = await audio.Pool.OneAsync(AudioEncoder.Encode(noise, encoding, audio.File($"depth-{encoding}")));

        Assert.Equal(noise.Samples.Length, window.Samples.Length);
        for (var i = 0; i < noise.Samples.Length; i++) Assert.Equal(noise.Samples[i], window.Samples[i], (float)tolerance);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(6, false)]
    [InlineData(8, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(6, true)]
    [InlineData(8, true)]
    public async Task Channels_are_averaged_with_equal_weights(int channels, bool ffmpeg)
    {
        var track = Synthesis.Noise(1.5, TestDecoding.Rate, channels, amplitude: 0.9);
        var path = ffmpeg
            ? AudioEncoder.Encode(track, audio.File($"wv-{channels}"), "-c:a", "wavpack", "-f", "matroska")
            : AudioEncoder.Encode(track, AudioEncoding.WavFloat32, audio.File($"wav-{channels}"));

        var window = await audio.Pool.OneAsync(path);

        Assert.Equal((channels, ffmpeg ? "ffmpeg" : "libsndfile"), (window.Info.Channels, window.Info.Decoder));
        for (var frame = 0; frame < track.Frames; frame++)
        {
            var mean = track.Samples.AsSpan(frame * channels, channels).ToArray().Average();
            Assert.Equal(mean, window.Samples[frame], tolerance: 1e-6f);
        }
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(4_000)]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(16_000)]
    [InlineData(22_050)]
    [InlineData(37_799)]   // not in a small ratio to the requested rate
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(88_200)]
    [InlineData(192_000)]
    [InlineData(768_000)]
    public async Task A_tone_keeps_its_pitch_and_level_from_any_rate(int rate)
    {
        var tone = Synthesis.Sine(2, hertz: 1_000, rate, amplitude: 0.5);

        var window = await audio.Pool.OneAsync(audio.Write($"tone-{rate}", WavFile.Pcm16(tone)));

        Assert.Equal(rate, window.Info.SampleRate);
        Assert.Equal(2, window.Seconds, tolerance: 0.001);
        var middle = window.Samples.AsSpan(TestDecoding.Rate / 2, TestDecoding.Rate);
        Assert.Equal(0.5, SignalAnalysis.Amplitude(middle, 1_000, TestDecoding.Rate), tolerance: 0.001);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(8_000)]
    [InlineData(16_000)]
    [InlineData(22_050)]
    [InlineData(48_000)]
    public async Task Samples_have_the_requested_rate(int rate)
    {
        var path = audio.Write($"rate-{rate}", WavFile.Pcm16(Synthesis.Sine(40, hertz: 1_000, amplitude: 0.5)));

        await foreach (var window in audio.Pool.DecodeAsync(path, WindowMode.Middle, rate, TestContext.Current.CancellationToken))
        {
            Assert.Equal((rate, 30 * rate, 30.0), (window.SampleRate, window.Samples.Length, window.DurationSeconds));
            Assert.Equal(0.5, SignalAnalysis.Amplitude(window.Samples.Span.Slice(rate, rate), 1_000, rate), tolerance: 0.001);
        }
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(0)]
    [InlineData(7_999)]
    [InlineData(48_001)]
    public async Task A_requested_rate_out_of_bounds_is_an_argument_error(int rate)
    {
        var decoding = audio.Pool.DecodeAsync(audio.File("any"), WindowMode.Middle, rate, TestContext.Current.CancellationToken);

        await using var windows = decoding.GetAsyncEnumerator(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await windows.MoveNextAsync());
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task Samples_that_are_not_finite_or_absurdly_large_become_zero()
    {
        var tone = Synthesis.Sine(2, rate: TestDecoding.Rate);
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f];
        for (var i = 0; i < odd.Length; i++) tone.Samples[10_000 + i] = odd[i];

        var window = await audio.Pool.OneAsync(AudioEncoder.Encode(tone, AudioEncoding.WavFloat32, audio.File("nan")));

        Assert.Equal([0, 0, 0, 0], window.Samples[10_000..10_004]);
        Assert.All(window.Samples, sample => Assert.InRange(sample, -1, 1));
    }
}
