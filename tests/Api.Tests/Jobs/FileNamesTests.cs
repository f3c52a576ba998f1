using GenreQueue.Api.Jobs;

namespace GenreQueue.Api.Tests.Jobs;

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
    public void Names_keep_what_can_be_shown(string? name, string clean) => Assert.Equal(clean, FileNames.Clean(name));

    [Fact]
    public void A_long_name_is_cut_without_splitting_a_character()
    {
        var clean = FileNames.Clean(new string('a', 254) + "🎵🎵");
        Assert.Equal(new string('a', 254), clean);
    }
}
