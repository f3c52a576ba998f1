using System.Text;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Tus;

/// <summary>Reads <c>Upload-Metadata</c>: pairs of a key and a Base64 value, separated by commas.</summary>
internal static class TusMetadata
{
    private const int MaxLength = 8 * 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The pairs, their values as UTF-8 text.</summary>
    /// <exception cref="ApiException">The header breaks the protocol's rules, is too long, or a value is no text.</exception>
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
