using System.Security.Cryptography;

namespace GenreQueue.Analysis.Models;

/// <summary>Content hashes of files.</summary>
public static class FileHash
{
    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
