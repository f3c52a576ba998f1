using System.Buffers.Text;
using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Jobs;

/// <summary>Opaque page token: the id of the last job of the previous page. Ids increase with time, so new jobs do not shift later pages.</summary>
internal static class PageToken
{
    public static string After(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    /// <exception cref="ApiException">The token was not issued by this service.</exception>
    public static Guid Parse(string token)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (token.Length == 22 && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var length) && length == 16)
            return new Guid(bytes, bigEndian: true);
        throw new ApiException(400, ProblemCodes.InvalidPageToken, "The pageToken was not issued by this service.");
    }
}
