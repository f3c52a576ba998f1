using System.Buffers.Text;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Jobs;

/// <summary>Opaque token of a page: the id of the last job shown. Ids grow with time, so pages stay put while jobs come in.</summary>
internal static class PageToken
{
    public static string After(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    /// <exception cref="ApiException">The token was not given out by this service.</exception>
    public static Guid Parse(string token)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (token.Length == 22 && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var length) && length == 16)
            return new Guid(bytes, bigEndian: true);
        throw new ApiException(400, ProblemCodes.InvalidPageToken, "The pageToken was not given out by this service.");
    }
}
