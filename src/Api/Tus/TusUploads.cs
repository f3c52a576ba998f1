using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Problems;
using GenreQueue.Hosting.Configuration;

namespace GenreQueue.Api.Tus;

/// <summary>Takes uploads from their creation to their job.</summary>
internal sealed class TusUploads(TusFiles files, TusWriter writer, TusSubmission submission, ILogger<TusUploads> logger)
{
    public long MaxBytes => submission.MaxBytes;

    public long OffsetOf(TusUpload upload) => files.OffsetOf(upload);

    public DateTimeOffset ExpiresAt(Guid id) => files.ExpiresAt(id);

    /// <summary>Begins an upload, after everything about it that can be wrong has been checked.</summary>
    public async Task<TusUpload> CreateAsync(long length, string metadata, CancellationToken cancellationToken)
    {
        if (length == 0) throw TusProblems.Empty();
        if (length > MaxBytes) throw TusProblems.TooLarge(MaxBytes);
        await submission.CheckAsync(metadata, cancellationToken);
        return files.Create(length, metadata);
    }

    /// <summary>Appends a body, and makes the job of an upload that is complete with it.</summary>
    public async Task<TusUpload> AppendAsync(
        Guid id, long offset, Stream body, long? bodyLength, TusChecksum? checksum, CancellationToken cancellationToken)
    {
        if (files.Read(id) is { JobId: not null } ended)
        {
            // The answer to the last PATCH may have been lost: nothing at the end is appended again and again without harm.
            if (offset == ended.Length && bodyLength is 0) return ended;
            throw TusProblems.OffsetConflict(ended.Length);
        }
        await using var bytes = files.Lock(id);
        var upload = files.Read(id);
        var arrived = await writer.AppendAsync(upload, bytes, offset, body, checksum, cancellationToken);
        upload = upload with { TrustedBytes = null };
        return arrived == upload.Length ? await SubmitAsync(upload, bytes) : upload;
    }

    /// <summary>The upload as it stands; if it is complete its job is made first, should that not have worked before.</summary>
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

    /// <summary>Forgets an upload on its sender's wish.</summary>
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

    /// <summary>Forgets an upload whose address was never told.</summary>
    public void Forget(Guid id) => files.Delete(id);

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
            // No audio, or a batch that has gone meanwhile: it will never become a job.
            files.Delete(upload.Id);
            throw;
        }
    }
}
