using GenreQueue.Cli.Classify;

namespace GenreQueue.Cli.Tests.Classify;

public sealed class PathInputTests
{
    [Fact]
    public void A_dash_stands_for_the_lines_of_standard_input() =>
        Assert.Equal(["first.wav", "a b.mp3", "c.mp3", "last.wav"], Files(["first.wav", "-", "last.wav"], "a b.mp3\n\r\nc.mp3", nullSeparated: false));

    [Fact]
    public void Names_may_contain_line_breaks_when_separated_by_null() =>
        Assert.Equal(["a\nb.mp3", "c.mp3"], Files(["-"], "a\nb.mp3\0\0c.mp3", nullSeparated: true));

    [Fact]
    public void Standard_input_is_not_read_without_a_dash() =>
        Assert.Equal(["a.mp3"], Files(["a.mp3"], "b.mp3", nullSeparated: false));

    private static IEnumerable<string> Files(string[] paths, string input, bool nullSeparated) =>
        PathInput.Files(paths, new StringReader(input), nullSeparated);
}
