using GenreQueue.Api.Uploads;

namespace GenreQueue.Api.Tests.Uploads;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData(null, "unnamed")]
    [InlineData("", "unnamed")]
    [InlineData("..", "..")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Music\\a b.mp3", "a b.mp3")]
    [InlineData("a\r\nSet-Cookie: x\0.mp3", "aSet-Cookie: x.mp3")]
    [InlineData("\u202Egpj.exe", "gpj.exe")]
    [InlineData("<script>$(id)\u0085.mp3", "<script>$(id).mp3")]
    [InlineData("Björk – Jóga 🎵.flac", "Björk – Jóga 🎵.flac")]
    public void Only_printable_characters_of_the_last_segment_are_kept(string? name, string clean) => Assert.Equal(clean, FileNames.Clean(name));

    [Fact]
    public void Long_name_is_truncated_between_characters()
    {
        var clean = FileNames.Clean(new string('a', 254) + "🎵🎵");
        Assert.Equal(new string('a', 254), clean);
    }
}
