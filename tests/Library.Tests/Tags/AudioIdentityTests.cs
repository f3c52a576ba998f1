using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Tests.Tags;

public sealed class AudioIdentityTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory, InlineData(0), InlineData(1), InlineData(65_535), InlineData(65_537), InlineData(1 << 20), InlineData((1 << 20) + 1), InlineData(5_000_000)]
    public void Where_the_audio_is_and_what_surrounds_it_makes_no_difference(int length)
    {
        var audio = Noise(length);
        var third = length / 3;
        Assert.Equal(
            Of(audio, new ByteRange(0, length)),
            Of([1, 2, 3, .. audio.AsSpan(0, third), 4, 5, .. audio.AsSpan(third), 6], new ByteRange(3, third), new ByteRange(5 + third, length - third)));
    }

    [Theory, InlineData(1_000), InlineData(1 << 20)]
    public void Every_byte_of_short_audio_counts(int length)
    {
        var audio = Noise(length);
        var before = Of(audio, new ByteRange(0, length));
        audio[length * 7 / 13] ^= 1;
        Assert.NotEqual(before, Of(audio, new ByteRange(0, length)));
    }

    [Fact]
    public void Long_audio_differs_by_its_length_its_beginning_and_its_end()
    {
        var audio = Noise(5_000_000);
        var whole = Of(audio, new ByteRange(0, 5_000_000));
        Assert.NotEqual(whole, Of(audio, new ByteRange(0, 4_999_999)));
        audio[0] ^= 1;
        var changed = Of(audio, new ByteRange(0, 5_000_000));
        audio[^1] ^= 1;
        Assert.Equal(3, new HashSet<string> { whole, changed, Of(audio, new ByteRange(0, 5_000_000)) }.Count);
    }

    [Fact]
    public void A_file_that_became_shorter_is_an_error() => Assert.Throws<EndOfStreamException>(() => Of(Noise(100), new ByteRange(50, 51)));

    private string Of(byte[] content, params ByteRange[] audio)
    {
        File.WriteAllBytes(_path, content);
        using var file = File.OpenRead(_path);
        return AudioIdentity.Of(file, new TagReading("wav", [], null, new GenreSnapshot([], []), [], audio));
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
