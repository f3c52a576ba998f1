using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Tus;

namespace GenreQueue.Api.Tests.Tus;

public sealed class TusChecksumTests
{
    [Theory]
    [InlineData("sha1", 20)]
    [InlineData("sha256", 32)]
    [InlineData("sha512", 64)]
    [InlineData("md5", 16)]
    public void Hash_of_the_right_length_is_parsed(string algorithm, int bytes) =>
        Assert.Equal(bytes, TusChecksum.Parse($"{algorithm} {Convert.ToBase64String(new byte[bytes])}")?.Expected.Length);

    [Theory]
    [InlineData("")]
    [InlineData("sha1")]
    [InlineData("sha1 ")]
    [InlineData("sha1 no-base64!")]
    [InlineData("SHA1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("crc32 AAAAAA==")]
    [InlineData("sha256 AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA= more")]
    public void Anything_else_is_rejected(string header) => Assert.Null(TusChecksum.Parse(header));
}
