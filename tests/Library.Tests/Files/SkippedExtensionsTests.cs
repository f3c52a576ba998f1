using GenreQueue.Library.Files;

namespace GenreQueue.Library.Tests.Files;

public sealed class SkippedExtensionsTests
{
    [Theory]
    [InlineData(".jpg")]
    [InlineData(".JPG")]
    [InlineData(".m3u8")]
    [InlineData(".cue")]
    [InlineData(".zip")]
    public void Extensions_of_images_playlists_and_archives_are_skipped_in_any_case(string extension) => Assert.True(SkippedExtensions.Contains(extension));

    [Theory]
    [InlineData("")]
    [InlineData(".wav")]
    [InlineData(".mp3")]
    [InlineData(".flac")]
    [InlineData(".ogg")]
    [InlineData(".opus")]
    [InlineData(".m4a")]
    [InlineData(".wma")]
    [InlineData(".aiff")]
    [InlineData(".ape")]
    [InlineData(".wv")]
    [InlineData(".dsf")]
    [InlineData(".mp4")]
    [InlineData(".unknown")]
    public void Extensions_that_may_contain_audio_are_not_skipped(string extension) => Assert.False(SkippedExtensions.Contains(extension));

    [Fact]
    public void The_list_is_sorted_and_in_lower_case_with_leading_dots()
    {
        Assert.Equal(SkippedExtensions.All.Order(StringComparer.Ordinal), SkippedExtensions.All);
        Assert.All(SkippedExtensions.All, extension => Assert.Matches(@"^\.[a-z0-9]+$", extension));
        Assert.All(SkippedExtensions.All, extension => Assert.True(SkippedExtensions.Contains(extension)));
    }
}
