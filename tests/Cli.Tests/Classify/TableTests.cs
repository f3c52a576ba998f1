using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Cli.Classify;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;

namespace GenreQueue.Cli.Tests.Classify;

public sealed class TableTests
{
    [Fact]
    public void A_row_names_genres_probability_outcome_and_file() => Assert.Equal(
        """
        genre        p     outcome    file
        jazz         0.75  music      a.wav
        -            -     not music  hum.wav
        -            -     failed     bad.wav: Not a song. (corrupt)

        """,
        Written(
            new ClassifiedFile("a.wav", SampleResult.Of("jazz", 0.751), null),
            new ClassifiedFile("hum.wav", SampleResult.Of(null, 0.4), null),
            new ClassifiedFile("bad.wav", null, new FileError("corrupt", "Not a song."))));

    [Fact]
    public void A_whole_track_is_shown_as_spans_of_one_genre()
    {
        Segment[] segments =
        [
            new(0, 30, "jazz", 0.9, Outcome.Music), new(30, 30, "jazz", 0.4, Outcome.Uncertain), new(60, 30, null, 0.2, Outcome.NotMusic), new(3570, 30, "rock", 0.6, Outcome.Music),
        ];
        var lines = Written(new ClassifiedFile("a.wav", SampleResult.Of("jazz", options: new ClassifyOptions("gtzan-10", WindowMode.Whole), segments: segments), null)).Split('\n');
        Assert.Equal(["       0:00 – 1:00     jazz", "       1:00 – 1:30     not music", "      59:30 – 1:00:00  rock"], lines[2..5]);
    }

    [Fact]
    public void Control_characters_in_a_file_name_are_replaced() =>
        Assert.Contains("a\uFFFDb\uFFFD[31m.wav", Written(new ClassifiedFile("a\nb\u001b[31m.wav", SampleResult.Of("jazz", 1), null)), StringComparison.Ordinal);

    [Theory, InlineData(LabelsMode.Single, 9), InlineData(LabelsMode.Multi, 18), InlineData(LabelsMode.Classic, 24)]
    public void The_genre_column_fits_the_longest_names(LabelsMode labels, int width) =>
        Assert.Equal(width, Table.GenreWidth(["pop", "classical", "country", "jazz"], labels));

    private static string Written(params ClassifiedFile[] files)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var table = new Table(output, genreWidth: 11);
        foreach (var file in files) table.Write(file);
        return output.ToString();
    }
}
