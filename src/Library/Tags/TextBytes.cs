using System.Text;

namespace GenreQueue.Library.Tags;

/// <summary>Text of tags that should be UTF-8.</summary>
internal static class TextBytes
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>The text; what is not UTF-8 is read as Latin-1, which careless writers use.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
