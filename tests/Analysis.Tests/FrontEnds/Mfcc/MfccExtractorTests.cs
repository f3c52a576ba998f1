using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Tests.FrontEnds.Mfcc;

public sealed class MfccExtractorTests
{
    private static readonly float[] Music = TestSignals.Music(seconds: 8);

    public static TheoryData<FeatureKind> Kinds => [.. Enum.GetValues<FeatureKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void A_vector_states_its_front_end_and_length(FeatureKind kind)
    {
        var vector = Extract(Music, kind);
        Assert.Equal(kind.FrontEnd().Id, vector.FrontEnd);
        Assert.Equal(kind.Length(), vector.Values.Length);
        Assert.Equal(8, vector.Seconds, 1e-9);
        Assert.True(vector.Signal!.MinEigenvalue > 0.02);
    }

    [Theory, InlineData(0.25), InlineData(4)]
    public void A_gain_of_12_dB_changes_no_logcov_feature(double gain)
    {
        var expected = Extract(Music, FeatureKind.LogCov).Values;
        var actual = Extract([.. Music.Select(s => (float)(s * gain))], FeatureKind.LogCov).Values;
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-9);
    }

    [Fact]
    public void A_constant_offset_changes_no_logcov_feature()
    {
        var expected = Extract(Music, FeatureKind.LogCov);
        var actual = Extract([.. Music.Select(s => s + 0.25f)], FeatureKind.LogCov);
        for (var i = 0; i < expected.Values.Length; i++) Assert.Equal(expected.Values[i], actual.Values[i], 1e-3);
        Assert.Equal(expected.Signal!.RmsDbfs, actual.Signal!.RmsDbfs, 1e-4);
    }

    [Fact]
    public void Leading_silence_is_removed_by_the_gate()
    {
        var silence = new float[TestSignals.SampleRate / 2];
        var expected = Extract(Music, FeatureKind.LogCov).Values;
        var actual = Extract([.. silence, .. Music], FeatureKind.LogCov).Values;
        var classic = Extract([.. silence, .. Music], FeatureKind.Classic).Values;
        Assert.True(Distance(expected, actual) < 0.5);
        Assert.True(Distance(Extract(Music, FeatureKind.Classic).Values, classic) > 5);
    }

    [Fact]
    public void All_frames_are_kept_when_fewer_than_50_are_loud()
    {
        // 20 loud frames after two seconds that are 46 dB quieter.
        float[] quiet = TestSignals.Noise(seed: 1, 2 * TestSignals.SampleRate, amplitude: 0.0025f), loud = TestSignals.Noise(seed: 2, 20 * 221);
        float[] signal = [.. quiet, .. loud];
        var all = ScalarMfcc.Compute(signal, signal.Average(s => (double)s));
        var vector = Extract(signal, FeatureKind.LogCov);
        Assert.Equal(all[1].Average(), vector.Values[0], 1e-9);
        // With 60 loud frames, only those are kept.
        signal = [.. quiet, .. TestSignals.Noise(seed: 2, 60 * 221)];
        all = ScalarMfcc.Compute(signal, signal.Average(s => (double)s));
        var threshold = all[0].Max() - 9.5;
        var kept = Enumerable.Range(0, all[0].Length).Where(f => all[0][f] > threshold).ToList();
        Assert.InRange(kept.Count, 50, 70);
        Assert.Equal(kept.Average(f => all[1][f]), Extract(signal, FeatureKind.LogCov).Values[0], 0.2);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Features_of_silence_are_finite_and_have_no_spread(FeatureKind kind)
    {
        var vector = Extract(new float[50_000], kind);
        Assert.Equal(-200, vector.Signal!.RmsDbfs);
        Assert.All(vector.Values, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(0, vector.Signal!.MinEigenvalue, 1e-9);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_tone_has_almost_no_spread_in_some_direction(FeatureKind kind)
    {
        var vector = Extract([.. Enumerable.Range(0, 100_000).Select(t => 0.5f * (float)Math.Sin(0.1 * t))], kind);
        Assert.True(vector.Signal!.MinEigenvalue < 0.02);
        Assert.Equal(20 * Math.Log10(0.5 / Math.Sqrt(2)), vector.Signal!.RmsDbfs, 0.01);
    }

    [Fact]
    public void A_full_square_wave_is_0_dBFS() =>
        Assert.Equal(0, Extract([.. Enumerable.Range(0, 10_000).Select(t => t % 100 < 50 ? 1f : -1f)], FeatureKind.LogCov).Signal!.RmsDbfs, 1e-9);

    [Theory]
    [InlineData(1)]
    [InlineData(551)]
    [InlineData(552)]
    public void Very_short_signals_give_finite_features(int length)
    {
        var samples = TestSignals.Noise(seed: 1, length);
        foreach (var kind in Enum.GetValues<FeatureKind>())
        {
            Assert.All(Extract(samples, kind).Values, value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void An_empty_window_is_an_argument_error() => Assert.Throws<ArgumentException>(() => Extract([], FeatureKind.LogCov));

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.NegativeInfinity)]
    public void A_sample_that_is_not_finite_makes_the_audio_corrupt(float sample)
    {
        float[] samples = [.. Music];
        samples[12_345] = sample;
        Assert.Equal(ErrorCodes.Corrupt, Assert.Throws<AudioException>(() => Extract(samples, FeatureKind.LogCov)).Code);
    }

    [Fact]
    public void Float_audio_far_above_full_scale_gives_finite_features() =>
        Assert.All(Extract([.. Music.Select(s => s * 1e30f)], FeatureKind.LogCov).Values, value => Assert.True(double.IsFinite(value)));

    [Fact]
    public void An_extractor_gives_the_same_features_for_windows_of_any_length_in_any_order()
    {
        var extractor = new MfccExtractor(FeatureKind.LogCov);
        var longer = TestSignals.Noise(seed: 3, 31 * TestSignals.SampleRate);
        foreach (var samples in new[] { Music, longer, Music[..30_000], Music })
        {
            Assert.Equal(Extract(samples, FeatureKind.LogCov).Values, extractor.Extract(samples).Values);
        }
    }

    [Fact]
    public void Memory_is_not_allocated_per_frame()
    {
        var extractor = new MfccExtractor(FeatureKind.LogCov);
        var samples = TestSignals.Noise(seed: 4, 5 * TestSignals.SampleRate);
        extractor.Extract(samples);
        var before = GC.GetAllocatedBytesForCurrentThread();
        extractor.Extract(samples.AsSpan(0, TestSignals.SampleRate));
        var second = GC.GetAllocatedBytesForCurrentThread();
        extractor.Extract(samples);
        var after = GC.GetAllocatedBytesForCurrentThread();
        // Only the eigendecomposition of a 13×13 matrix allocates, whatever the length.
        Assert.InRange(second - before, 0, 40_000);
        Assert.InRange(after - second, 0, 40_000);
    }

    private static FeatureVector Extract(float[] samples, FeatureKind kind) => new MfccExtractor(kind).Extract(samples);

    private static double Distance(double[] x, double[] y) => Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum());
}
