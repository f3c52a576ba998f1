using System.Security.Cryptography;
using System.Text;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Store;

/// <summary>Keys that follow from the file of a library.</summary>
internal static class LibraryKeys
{
    /// <summary>Key of the result cache: equal for two jobs about the same file with the same size and time.</summary>
    public static string OfContent(LibraryFile file) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Library}\n{file.Size}\n{file.Modified}\n{file.Path}")));

    /// <summary>Id of the job of a file in a batch, always the same, so that a repeated walk adds no second job. Sorts beside the id of the batch.</summary>
    public static Guid OfJob(Guid batchId, string path)
    {
        Span<byte> id = stackalloc byte[16];
        batchId.TryWriteBytes(id, bigEndian: true, out _);
        SHA256.HashData([.. id, .. Encoding.UTF8.GetBytes(path)]).AsSpan(0, 10).CopyTo(id[6..]);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));   // version 8: chosen by the application
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }
}
