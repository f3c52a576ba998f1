using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Analysis.Tests.FrontEnds.Mfcc;

/// <summary>Features of real clips compared with independently computed reference values.</summary>
public sealed class GoldenTests
{
    private static readonly Lazy<FeatureTable> Loaded = new(() => FeatureTable.Load(Path.Combine(RepositoryPaths.SharedData!, "gtzan-mfcc104.csv")));

    private static FeatureTable Table()
    {
        Assert.SkipWhen(RepositoryPaths.SharedData is null, "The reference data is not available.");
        return Loaded.Value;
    }

    [Theory]
    [InlineData("classical.00000")]
    [InlineData("hiphop.00000")]
    [InlineData("metal.00000")]
    public void Classic_features_of_a_clip_equal_its_row_of_the_original_table(string track)
    {
        var expected = Table().Rows.Single(r => r.Track == track).Values;
        var samples = WavFile.Read(Path.Combine(RepositoryPaths.SharedData!, "audio", $"{track}.wav"));
        var actual = new MfccExtractor(FeatureKind.Classic).Extract(samples).Values;
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Math.Abs(expected[i]) * 1e-9);
    }

    [Fact]
    public void Logcov_features_of_blues_00000_equal_the_reference_values()
    {
        var row = Table().As(FeatureKind.LogCov).Rows[0];
        Assert.Equal("blues.00000", row.Track);
        Assert.Equal([-2.094462, -16.062313, 3.862980], row.Values[..3], Close);
        Assert.Equal([0.642102, -0.174790, -0.088505, -0.230621], row.Values[12..16], Close);
        Assert.Equal(4.049410, row.Values[102], Close);
        Assert.Equal(-5.861963, row.Values.Sum(), Close);
    }

    [Theory]
    [InlineData("classical.00000")]
    [InlineData("hiphop.00000")]
    [InlineData("metal.00000")]
    public void Logcov_features_of_a_clip_are_close_to_those_computed_from_its_classic_row(string track)
    {
        var rebuilt = Table().As(FeatureKind.LogCov).Rows.Single(r => r.Track == track).Values;
        var samples = WavFile.Read(Path.Combine(RepositoryPaths.SharedData!, "audio", $"{track}.wav"));
        var extracted = new MfccExtractor(FeatureKind.LogCov).Extract(samples).Values;
        for (var i = 0; i < rebuilt.Length; i++) Assert.Equal(rebuilt[i], extracted[i], 0.1);
    }

    [Fact]
    public void Without_duplicates_the_table_keeps_985_clips_and_drops_the_later_of_each_pair()
    {
        var table = Table();
        var kept = table.WithoutDuplicates().Rows.ToHashSet();
        var dropped = Enumerable.Range(0, table.Rows.Count).Where(i => !kept.Contains(table.Rows[i]));
        Assert.Equal(985, kept.Count);
        Assert.Equal([399, 445, 478, 661, 662, 663, 664, 665, 666, 694, 760, 771, 882, 915], dropped);
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-6;
}
