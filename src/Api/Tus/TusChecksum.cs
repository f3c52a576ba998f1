using System.Security.Cryptography;

namespace GenreQueue.Api.Tus;

/// <summary>The declared checksum of a request body.</summary>
/// <param name="Algorithm">Hash algorithm.</param>
/// <param name="Expected">Expected hash.</param>
internal sealed record TusChecksum(HashAlgorithmName Algorithm, byte[] Expected)
{
    public const string Algorithms = "sha1,sha256,sha512,md5";

    /// <summary>Parses an <c>Upload-Checksum</c> header: an algorithm, a space and the hash in Base64.</summary>
    /// <returns>Null if the algorithm is unknown or the hash has the wrong length.</returns>
    public static TusChecksum? Parse(string header)
    {
        if (header.Split(' ') is not [var name, var base64]) return null;
        (HashAlgorithmName Name, int Bytes)? algorithm = name switch
        {
            "sha1" => (HashAlgorithmName.SHA1, 20),
            "sha256" => (HashAlgorithmName.SHA256, 32),
            "sha512" => (HashAlgorithmName.SHA512, 64),
            "md5" => (HashAlgorithmName.MD5, 16),
            _ => null,
        };
        var hash = new byte[64];
        if (algorithm is not { } known || !Convert.TryFromBase64String(base64, hash, out var written) || written != known.Bytes) return null;
        return new TusChecksum(known.Name, hash[..written]);
    }
}
