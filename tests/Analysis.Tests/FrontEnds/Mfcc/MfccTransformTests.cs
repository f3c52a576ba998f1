using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Analysis.Tests.FrontEnds.Mfcc;

public sealed class MfccTransformTests
{
    private static readonly Dictionary<int, Func<MfccTransform>> ByLanes = new()
    {
        [2] = () => new MfccTransform<Lanes2>(),
        [4] = () => new MfccTransform<Lanes4>(),
        [8] = () => new MfccTransform<Lanes8>(),
    };

    private static IEnumerable<int> Lengths =>
    [
        0, 1, 2, 7, 220, 221, 222, 511, 512, 513, 550,
        // Every number of frames up to one more than two full groups, at and around its shortest length.
        .. Enumerable.Range(0, 17).SelectMany(frames => new[] { 551 + 221 * frames, 552 + 221 * frames, 551 + 221 * frames + 110 }),
    ];

    public static TheoryData<int> AllLengths => [.. Lengths];

    public static TheoryData<int> Lanes => new(ByLanes.Keys);

    [Theory, MemberData(nameof(AllLengths))]
    public void Coefficients_match_the_scalar_reference_at_every_length(int length)
    {
        var samples = TestSignals.Noise(seed: length, length);
        foreach (var offset in new[] { 0, 0.125 })
        {
            var expected = ScalarMfcc.Compute(samples, offset);
            foreach (var mfcc in ByLanes.Values) AssertClose(expected, Run(mfcc(), samples, offset));
        }
    }

    [Fact]
    public void Coefficients_match_the_scalar_reference_on_music()
    {
        var samples = TestSignals.Music(seconds: 1.5);
        var expected = ScalarMfcc.Compute(samples);
        foreach (var mfcc in ByLanes.Values) AssertClose(expected, Run(mfcc(), samples, offset: 0));
    }

    [Theory, MemberData(nameof(Lanes))]
    public void Digital_silence_gives_the_logarithm_of_the_double_epsilon(int lanes)
    {
        var frames = Run(ByLanes[lanes](), new float[5_000], offset: 0);
        Assert.All(frames[0], c => Assert.Equal(Math.Log(Math.Pow(2, -52)), c, 1e-12));
        // All filters are equal then, so the other coefficients are zero.
        Assert.All(frames[1..], row => Assert.All(row, c => Assert.Equal(0, c, 1e-11)));
        AssertMatches(ByLanes[lanes](), new float[5_000]);
    }

    [Theory, MemberData(nameof(Lanes))]
    public void A_filter_without_power_is_replaced_by_epsilon_while_others_have_power(int lanes)
    {
        // Silence except for one sample, which only some frames contain.
        var click = new float[3_000];
        click[1_000] = 0.5f;
        AssertMatches(ByLanes[lanes](), click);
    }

    [Theory, MemberData(nameof(Lanes))]
    public void A_second_signal_is_not_affected_by_the_first(int lanes)
    {
        var mfcc = ByLanes[lanes]();
        Run(mfcc, TestSignals.Noise(seed: 1, 20_000), offset: 0);
        AssertMatches(mfcc, TestSignals.Noise(seed: 2, 1_700));
    }

    [Fact]
    public void The_number_of_frames_matches_the_definition()
    {
        Assert.All(Enumerable.Range(0, 5_000), n =>
            Assert.Equal(n <= 551 ? 1 : 1 + (int)Math.Ceiling((n - 551) / 221.0), MfccTransform.FrameCount(n)));
        Assert.Equal(2_992, MfccTransform.FrameCount(30 * 22_050));
    }

    [Fact]
    public void An_output_too_small_for_the_frames_is_rejected()
    {
        var samples = new float[5_000];
        Assert.Throws<ArgumentException>(() => MfccTransform.Create().Compute(samples, 0, new double[13 * 16], stride: 16));
        Assert.Throws<ArgumentException>(() => MfccTransform.Create().Compute(samples, 0, new double[12 * 24], stride: 24));
    }

    private static void AssertMatches(MfccTransform mfcc, float[] samples) => AssertClose(ScalarMfcc.Compute(samples), Run(mfcc, samples, offset: 0));

    private static void AssertClose(double[][] expected, double[][] actual)
    {
        for (var c = 0; c < MfccTransform.Coefficients; c++)
        {
            Assert.Equal(expected[c].Length, actual[c].Length);
            for (var f = 0; f < expected[c].Length; f++) Assert.Equal(expected[c][f], actual[c][f], 1e-9);
        }
    }

    private static double[][] Run(MfccTransform mfcc, float[] samples, double offset)
    {
        var frames = MfccTransform.FrameCount(samples.Length);
        var stride = frames + MfccTransform.FrameGroup;
        var output = new double[MfccTransform.Coefficients * stride];
        mfcc.Compute(samples, offset, output, stride);
        return [.. Enumerable.Range(0, MfccTransform.Coefficients).Select(c => output[(c * stride)..(c * stride + frames)])];
    }
}
