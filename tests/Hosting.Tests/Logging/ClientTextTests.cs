using GenreQueue.Hosting.Logging;

namespace GenreQueue.Hosting.Tests.Logging;

public sealed class ClientTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("gtzan-10", "gtzan-10")]
    [InlineData("Ænema – 東京 🎵", "Ænema – 東京 🎵")]
    [InlineData("a\r\nb\0", "a\\u000d\\u000ab\\u0000")]
    [InlineData("photo\u202egpj.exe", "photo\\u202egpj.exe")]
    public void Invisible_characters_are_escaped(string text, string quoted) => Assert.Equal(quoted, ClientText.Quote(text));

    [Theory]
    [InlineData("x")]
    [InlineData("\n")]
    [InlineData("🎵")]
    public void Long_text_is_cut(string unit)
    {
        var quoted = ClientText.Quote(string.Concat(Enumerable.Repeat(unit, 100_000)));
        Assert.InRange(quoted.Length, 59, 65);
        Assert.EndsWith("…", quoted, StringComparison.Ordinal);
        Assert.False(char.IsHighSurrogate(quoted[^2]));
    }
}
