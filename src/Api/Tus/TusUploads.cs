using GenreQueue.Api.Problems;

namespace GenreQueue.Api.Tus;

/// <summary>Manages uploads from their creation until they have become jobs.</summary>
internal sealed class TusUploads(TusFiles files, TusReservations reservations, TusWriter writer, TusSubmission submission, ILogger<TusUploads> logger)
{
    public long MaxBytes => submission.MaxBytes;

    public long OffsetOf(TusUpload upload) => files.OffsetOf(upload);

    public DateTimeOffset ExpiresAt(Guid id) => files.ExpiresAt(id);

    /// <summary>Creates an upload after its length and metadata and the limits on unfinished uploads have been checked.</summary>
    public async Task<TusUpload> CreateAsync(long length, string metadata, string client, CancellationToken cancellationToken)
    {
        if (length == 0) throw TusProblems.Empty();
        if (length > MaxBytes) throw TusProblems.TooLarge(MaxBytes);
        await submission.CheckAsync(metadata, cancellationToken);
        return reservations.Create(length, metadata, client);
    }

    /// <summary>Appends a body, and creates the job if it completes the upload.</summary>
    public async Task<TusUpload> AppendAsync(
        Guid id, long offset, Stream body, long? bodyLength, TusChecksum? checksum, CancellationToken cancellationToken)
    {
        if (files.Read(id) is { JobId: not null } ended)
        {
            // The response to the last PATCH may have been lost, so an empty PATCH at the end succeeds.
            if (offset == ended.Length && bodyLength is 0) return ended;
            throw TusProblems.OffsetConflict(ended.Length);
        }
        await using var bytes = files.Lock(id);
        var upload = files.Read(id);
        var arrived = await writer.AppendAsync(upload, bytes, offset, body, checksum, cancellationToken);
        upload = upload with { TrustedBytes = null };
        return arrived == upload.Length ? await SubmitAsync(upload, bytes) : upload;
    }

    /// <summary>Returns the state of an upload. If the upload is complete but its job could not be created before, the job is created now.</summary>
    public async Task<TusUpload> GetAsync(Guid id)
    {
        var upload = files.Read(id);
        if (upload.JobId is not null || files.OffsetOf(upload) < upload.Length) return upload;
        await using var bytes = files.Lock(id);
        upload = files.Read(id);
        if (upload.JobId is not null) return upload;
        try
        {
            return await SubmitAsync(upload, bytes);
        }
        catch (Exception exception) when (exception is not ApiException)
        {
            logger.LogWarning(exception, "The upload {UploadId} is complete, but its job could not be stored", id);
            throw TusProblems.Unfinished();
        }
    }

    /// <summary>Deletes an upload at the request of its client.</summary>
    public void Terminate(Guid id)
    {
        if (files.Read(id) is { JobId: not null })
        {
            files.Delete(id);
            return;
        }
        using var bytes = files.Lock(id);
        files.Delete(id);
    }

    /// <summary>Deletes an upload whose address the client does not know.</summary>
    public void Discard(Guid id) => files.Delete(id);

    private async Task<TusUpload> SubmitAsync(TusUpload upload, FileStream bytes)
    {
        bytes.Position = 0;
        try
        {
            var done = upload with { JobId = await submission.SubmitAsync(upload, bytes) };
            files.Write(done);
            files.DeleteBytes(upload.Id);
            return done;
        }
        catch (ApiException exception) when (exception.Status is >= 400 and < 500)
        {
            // Not audio, or its batch has been deleted in the meantime: the upload can never become a job.
            files.Delete(upload.Id);
            throw;
        }
    }
}
