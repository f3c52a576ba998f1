using System.Buffers;
using System.Security.Cryptography;

namespace GenreQueue.Hosting.Uploads;

/// <summary>Writes files under a <c>.part</c> name and computes length and hash on the way.</summary>
internal static class UploadFiles
{
    public const string PartSuffix = ".part";
    private const int BlockBytes = 128 * 1024;

    /// <summary>Writes <paramref name="body"/> to a new file and flushes it to disk; the file is deleted on failure.</summary>
    /// <exception cref="UploadTooLargeException">The stream is longer than <paramref name="maxBytes"/>.</exception>
    public static async Task<(long Size, string Sha256)> WriteFileAsync(
        string path, Stream body, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            var written = await CopyAsync(body, file, maxBytes, cancellationToken);
            file.Flush(flushToDisk: true);
            return written;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Deletes the partial files that crashed processes have left in <paramref name="folder"/>.</summary>
    public static int RemoveParts(string folder, DateTimeOffset before)
    {
        var removed = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*" + PartSuffix).Where(f => f.LastWriteTimeUtc < before))
        {
            file.Delete();
            removed++;
        }
        return removed;
    }

    private static async Task<(long Size, string Sha256)> CopyAsync(
        Stream body, Stream target, long maxBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long size = 0;
            for (int read; (read = await body.ReadAsync(block.AsMemory(0, BlockBytes), cancellationToken)) > 0;)
            {
                size += read;
                if (size > maxBytes) throw new UploadTooLargeException(maxBytes);
                hash.AppendData(block, 0, read);
                await target.WriteAsync(block.AsMemory(0, read), cancellationToken);
            }
            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
