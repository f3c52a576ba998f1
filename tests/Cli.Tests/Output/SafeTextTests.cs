using GenreQueue.Cli.Output;

namespace GenreQueue.Cli.Tests.Output;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("Ænima 音楽 🎵 👩‍🎤", "Ænima 音楽 🎵 👩‍🎤")]
    [InlineData("a\tb\u200ec\u2066d\ufeffe", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe")]
    public void What_misleads_is_replaced(string text, string safe) => Assert.Equal(safe, SafeText.Of(text));

    [Theory]
    [InlineData("abc", 5, "abc  ")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("音楽音楽", 5, "音楽…")]
    [InlineData("音楽音楽", 6, "音楽… ")]
    public void A_column_has_its_width(string text, int width, string column) => Assert.Equal(column, SafeText.Column(text, width));

    [Theory]
    [InlineData("a/b/c.mp3", 20, "a/b/c.mp3")]
    [InlineData("a/b/c.mp3", 6, "…c.mp3")]
    [InlineData("🎵🎵.mp3", 7, "…🎵.mp3")]
    public void A_long_path_loses_its_beginning(string path, int width, string tail) => Assert.Equal(tail, SafeText.Tail(path, width));
}
