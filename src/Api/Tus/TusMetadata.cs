using System.Text;
using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Tus;

/// <summary>Parses <c>Upload-Metadata</c>: comma-separated pairs of a key and a Base64 value.</summary>
internal static class TusMetadata
{
    private const int MaxLength = 8 * 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Returns the pairs with their values decoded as UTF-8.</summary>
    /// <exception cref="ApiException">The header is malformed or too long, or a value is not text.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string header)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (header.Length == 0) return metadata;
        if (header.Length > MaxLength || !header.All(char.IsAscii)) throw TusProblems.InvalidMetadata();
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split(' ');
            if (parts.Length > 2 || parts[0].Length == 0) throw TusProblems.InvalidMetadata();
            if (!metadata.TryAdd(parts[0], parts.Length == 2 ? Decode(parts[1]) : "")) throw TusProblems.InvalidMetadata();
        }
        return metadata;
    }

    private static string Decode(string base64)
    {
        try
        {
            return StrictUtf8.GetString(Convert.FromBase64String(base64));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw TusProblems.InvalidMetadata();
        }
    }
}
