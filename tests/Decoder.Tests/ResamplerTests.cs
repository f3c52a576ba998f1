using GenreQueue.Decoder.Resampling;
using GenreQueue.Decoder.Windows;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class ResamplerTests
{
    private static float[] Resample(TestAudio mono, int block = 8_192, int outputRate = TestDecoding.Rate)
    {
        using var resampler = new SoxrSampleProvider(new ArraySampleProvider(mono), outputRate);
        List<float> output = [];
        var buffer = new float[block];
        while (resampler.Read(buffer) is > 0 and var count) output.AddRange(buffer.AsSpan(0, count));
        return [.. output];
    }

    private static double GainDecibels(int rate, double hertz, double measuredHertz, int outputRate = TestDecoding.Rate)
    {
        var output = Resample(Synthesis.Sine(2, hertz, rate, amplitude: 1), outputRate: outputRate);
        var middle = output.AsSpan(outputRate / 2, outputRate);
        return 20 * Math.Log10(SignalAnalysis.Amplitude(middle, measuredHertz, outputRate) + 1e-12);
    }

    [Theory]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    [InlineData(32_000)]
    public void The_response_is_flat_to_10_400_hertz(int rate)
    {
        foreach (var hertz in (int[])[50, 1_000, 5_000, 9_000, 10_000, 10_400])
        {
            Assert.Equal(0, GainDecibels(rate, hertz, hertz), tolerance: 0.02);
        }
    }

    [Theory]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    public void Frequencies_above_the_new_bandwidth_do_not_alias(int rate)
    {
        foreach (var hertz in (int[])[11_100, 12_000, 15_000, 20_000])
        {
            Assert.True(GainDecibels(rate, hertz, TestDecoding.Rate - hertz) < -90, $"{hertz} Hz from {rate} Hz");
        }
    }

    [Theory]
    [InlineData(44_100, 44_100)]
    [InlineData(48_000, 48_000)]
    [InlineData(8_000, 8_000)]
    [InlineData(44_100, 1)]
    [InlineData(44_100, 0)]
    public void The_length_follows_the_rates(int rate, int frames)
    {
        var output = Resample(new TestAudio(new float[frames], rate, 1));

        Assert.Equal((double)frames * TestDecoding.Rate / rate, output.Length, tolerance: 1.0);
    }

    [Theory]
    [InlineData(44_100)]
    [InlineData(22_050)]
    public void At_16_000_hertz_the_response_is_that_of_kaiser_best(int rate)
    {
        // resampy's filter is flat to 0.874 of the Nyquist frequency and at -6 dB at its roll-off, 0.9476 of it.
        foreach (var hertz in (int[])[50, 1_000, 5_000, 6_900])
        {
            Assert.Equal(0, GainDecibels(rate, hertz, hertz, 16_000), tolerance: 0.02);
        }
        Assert.Equal(-6.02, GainDecibels(rate, 7_581, 7_581, 16_000), tolerance: 0.5);
        Assert.True(GainDecibels(rate, 8_200, 7_800, 16_000) < -90);
    }

    [Fact]
    public void The_output_does_not_depend_on_the_block_size()
    {
        var noise = Synthesis.Noise(1);

        Assert.Equal(Resample(noise, block: 44_100), Resample(noise, block: 1_000));
    }

    [Fact]
    public void The_signal_is_not_shifted_in_time()
    {
        var click = Synthesis.Silence(1, 44_100);
        click.Samples[22_050] = 1;

        var output = Resample(click);

        Assert.Equal(11_025, Array.IndexOf(output, output.Max()));
    }

    [Fact]
    public void At_the_requested_rate_nothing_changes()
    {
        var noise = Synthesis.Noise(0.5, TestDecoding.Rate);
        using var window = new WindowPipeline(new ArraySampleProvider(noise), TestDecoding.Rate);
        var output = new float[noise.Samples.Length + 1];

        var count = 0;
        while (window.Read(output.AsSpan(count)) is > 0 and var read) count += read;

        Assert.Equal(noise.Samples, output[..count]);
    }
}
