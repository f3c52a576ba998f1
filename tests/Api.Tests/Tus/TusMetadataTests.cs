using GenreQueue.Api.Problems;
using GenreQueue.Api.Tus;

namespace GenreQueue.Api.Tests.Tus;

public sealed class TusMetadataTests
{
    [Fact]
    public void Values_are_decoded_as_text()
    {
        var metadata = TusMetadata.Parse("filename c8O2bmcubXAz,model Z3R6YW4tMTA=, empty ,bare");
        Assert.Equal("söng.mp3", metadata["filename"]);
        Assert.Equal("gtzan-10", metadata["model"]);
        Assert.Equal("", metadata["empty"]);
        Assert.Equal("", metadata["bare"]);
    }

    [Fact]
    public void Missing_header_means_no_metadata() => Assert.Empty(TusMetadata.Parse(""));

    [Theory]
    [InlineData("filename not-base64")]
    [InlineData("filename //79")]                     // not UTF-8
    [InlineData("a YQ==,a Yg==")]
    [InlineData(",")]
    [InlineData("a YQ== YQ==")]
    [InlineData("ä YQ==")]
    public void Malformed_metadata_is_rejected(string header) =>
        Assert.Equal("invalid_metadata", Assert.Throws<ApiException>(() => TusMetadata.Parse(header)).Code);
}
