using System.Buffers;
using System.Security.Cryptography;
using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Tus;

/// <summary>Appends the body of a request to an upload.</summary>
internal sealed class TusWriter(TusFiles files)
{
    private const int BlockBytes = 128 * 1024;

    /// <summary>Appends <paramref name="body"/>. If the transfer is interrupted, the received bytes are kept, unless there is a checksum: then none are.</summary>
    /// <param name="upload">State of the upload, read after <paramref name="file"/> was locked.</param>
    /// <param name="file">The locked bytes of the upload.</param>
    /// <param name="offset">Offset that the client expects.</param>
    /// <param name="body">Bytes to append.</param>
    /// <param name="checksum">Declared checksum of the body, if any.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    /// <returns>The new offset.</returns>
    /// <exception cref="ApiException">The offset is wrong, the body is too long, or its checksum does not match.</exception>
    public async Task<long> AppendAsync(
        TusUpload upload, FileStream file, long offset, Stream body, TusChecksum? checksum, CancellationToken cancellationToken)
    {
        // If the process crashed while it received a body with a checksum, the bytes of that body are unverified.
        if (upload.TrustedBytes is { } trusted) file.SetLength(trusted);
        if (file.Length != offset) throw TusProblems.OffsetConflict(file.Length);
        if (checksum is not null) files.Write(upload with { TrustedBytes = offset });
        file.Position = offset;
        try
        {
            await CopyAsync(body, file, upload.Length - offset, checksum, cancellationToken);
        }
        catch (Exception exception) when (checksum is not null || exception is ApiException)
        {
            file.SetLength(offset);
            throw;
        }
        finally
        {
            file.Flush(flushToDisk: true);
            if (checksum is not null || upload.TrustedBytes is not null) files.Write(upload with { TrustedBytes = null });
        }
        return file.Length;
    }

    private static async Task CopyAsync(Stream body, FileStream file, long room, TusChecksum? checksum, CancellationToken cancellationToken)
    {
        using var hash = checksum is null ? null : IncrementalHash.CreateHash(checksum.Algorithm);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            for (int read; (read = await body.ReadAsync(block.AsMemory(0, BlockBytes), cancellationToken)) > 0;)
            {
                room -= read;
                if (room < 0) throw TusProblems.LongerThanAnnounced();
                hash?.AppendData(block, 0, read);
                await file.WriteAsync(block.AsMemory(0, read), CancellationToken.None);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
        if (hash is not null && !hash.GetHashAndReset().AsSpan().SequenceEqual(checksum!.Expected))
            throw TusProblems.ChecksumMismatch();
    }
}
