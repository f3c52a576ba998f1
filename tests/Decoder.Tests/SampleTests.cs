using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Contracts;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class SampleTests(DecoderFixture audio) : IClassFixture<DecoderFixture>
{
    [Fact]
    public async Task Sixteen_bit_mono_at_the_rate_of_analysis_comes_through_untouched()
    {
        var noise = Synthesis.Noise(31, Decoding.Rate, amplitude: 0.99);
        var file = WavFile.Pcm16(noise);

        var window = await audio.Pool.OneAsync(audio.Write("exact", file), WindowMode.Start);

        for (var i = 0; i < window.Samples.Length; i++)
        {
            Assert.Equal(BitConverter.ToInt16(file, 44 + 2 * i) / 32_768f, window.Samples[i]);
        }
    }

    [Theory]
    [InlineData("classical.00000.wav")]
    [InlineData("hiphop.00000.wav")]
    [InlineData("metal.00000.wav")]
    public async Task Real_clips_come_through_untouched(string clip)
    {
        Assert.SkipWhen(RepositoryPaths.SharedData is null, "The reference clips do not lie beside the repository.");
        var path = Path.Combine(RepositoryPaths.SharedData!, "audio", clip);
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        var window = await audio.Pool.OneAsync(path, WindowMode.Start);

        var data = file.Length - 2 * window.Samples.Length >= 44 ? file.AsSpan().IndexOf("data"u8) + 8 : 44;
        for (var i = 0; i < window.Samples.Length; i++)
        {
            Assert.Equal(BitConverter.ToInt16(file, data + 2 * i) / 32_768f, window.Samples[i]);
        }
    }

    [Theory]
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
        var noise = Synthesis.Noise(2, Decoding.Rate, amplitude: 0.99);

        var window = await audio.Pool.OneAsync(AudioEncoder.Encode(noise, encoding, audio.File($"depth-{encoding}")));

        Assert.Equal(noise.Samples.Length, window.Samples.Length);
        for (var i = 0; i < noise.Samples.Length; i++) Assert.Equal(noise.Samples[i], window.Samples[i], (float)tolerance);
    }

    [Theory]
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
        var track = Synthesis.Noise(1.5, Decoding.Rate, channels, amplitude: 0.9);
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

    [Theory]
    [InlineData(4_000)]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(16_000)]
    [InlineData(22_050)]
    [InlineData(37_799)]   // no small ratio to the rate of analysis
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
        var middle = window.Samples.AsSpan(Decoding.Rate / 2, Decoding.Rate);
        Assert.Equal(0.5, Signal.Amplitude(middle, 1_000, Decoding.Rate), tolerance: 0.001);
    }

    [Theory]
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
            Assert.Equal(0.5, Signal.Amplitude(window.Samples.Span.Slice(rate, rate), 1_000, rate), tolerance: 0.001);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7_999)]
    [InlineData(48_001)]
    public async Task A_requested_rate_out_of_bounds_is_a_programming_error(int rate)
    {
        var decoding = audio.Pool.DecodeAsync(audio.File("any"), WindowMode.Middle, rate, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await decoding.GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync());
    }

    [Fact]
    public async Task Samples_that_are_no_numbers_count_as_silence()
    {
        var tone = Synthesis.Sine(2, rate: Decoding.Rate);
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f];
        for (var i = 0; i < odd.Length; i++) tone.Samples[10_000 + i] = odd[i];

        var window = await audio.Pool.OneAsync(AudioEncoder.Encode(tone, AudioEncoding.WavFloat32, audio.File("nan")));

        Assert.Equal([0, 0, 0, 0], window.Samples[10_000..10_004]);
        Assert.All(window.Samples, sample => Assert.InRange(sample, -1, 1));
    }
}
