using GenreQueue.Decoder.Windows;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class CleaningSampleProviderTests
{
    private static readonly float[] Invalid =
        [float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity, 65_537, -65_537, float.MaxValue];

    public static TheoryData<int> Lengths => [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, 257];   // around every vector width

    [Theory, MemberData(nameof(Lengths))]
    public void Samples_and_peak_match_the_scalar_reference_at_every_length(int length)
    {
        var random = new Random(length);
        var samples = Synthesis.Noise(1, length).Samples;
        for (var i = 0; i < samples.Length; i += 5) samples[i] = Invalid[random.Next(Invalid.Length)];
        var expected = Array.ConvertAll(samples, sample => MathF.Abs(sample) <= 65_536 ? sample : 0);
        var cleaning = new CleaningSampleProvider(new ArraySampleProvider(new TestAudio([.. samples], 22_050, 1)));
        var actual = new float[length];

        Assert.Equal(length, cleaning.Read(actual));

        Assert.Equal(expected, actual);
        Assert.Equal(expected.Select(MathF.Abs).DefaultIfEmpty().Max(), cleaning.Peak);
        Assert.Equal(length, cleaning.Count);
    }

    [Fact]
    public void The_peak_is_kept_across_reads()
    {
        var cleaning = new CleaningSampleProvider(new ArraySampleProvider(new TestAudio([0.1f, -0.9f, 0.2f, 0.3f], 22_050, 1)));

        cleaning.Read(new float[2]);
        cleaning.Read(new float[2]);

        Assert.Equal((0.9f, 4), (cleaning.Peak, cleaning.Count));
    }

    [Theory]
    [InlineData(65_536f)]
    [InlineData(-65_536f)]
    public void The_greatest_valid_magnitude_is_kept(float sample)
    {
        var cleaning = new CleaningSampleProvider(new ArraySampleProvider(new TestAudio([sample], 22_050, 1)));
        var actual = new float[1];

        cleaning.Read(actual);

        Assert.Equal((sample, 65_536f), (actual[0], cleaning.Peak));
    }
}
