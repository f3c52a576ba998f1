using GenreQueue.Api.Configuration;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Tus;

/// <summary>Makes the job of a complete upload, by the way that every other upload takes.</summary>
internal sealed class TusSubmission(UploadReceiver receiver, JobSubmitter submitter, JobStore jobs, IOptions<ApiOptions> options, IHostApplicationLifetime lifetime)
{
    public long MaxBytes => options.Value.MaxUploadBytes;

    /// <summary>Whether an upload with this metadata can become a job.</summary>
    public Task CheckAsync(string metadata, CancellationToken cancellationToken) =>
        submitter.CheckAsync(OptionsOf(TusMetadata.Parse(metadata)), cancellationToken);

    /// <summary>Makes the job. It has the upload's id, so that doing it again after a crash makes no second one.</summary>
    /// <remarks>Heeds no request's token: a client that hangs up after its last byte still gets its job.</remarks>
    public async Task<Guid> SubmitAsync(TusUpload upload, Stream bytes)
    {
        var stopping = lifetime.ApplicationStopping;
        if (await jobs.FindAsync(upload.Id, stopping) is not null) return upload.Id;
        var metadata = TusMetadata.Parse(upload.Metadata);
        var file = await receiver.ReceiveAsync(bytes, NameOf(metadata), stopping);
        await submitter.SubmitAsync(OptionsOf(metadata), [file with { JobId = upload.Id }], stopping);
        return upload.Id;
    }

    /* Clients send more than this service knows, such as a file type; that is no fault. */
    private static SubmitOptions OptionsOf(IReadOnlyDictionary<string, string> metadata) =>
        SubmitOptions.Parse(metadata.Where(pair => SubmitOptions.Names.Contains(pair.Key)).ToDictionary());

    private static string? NameOf(IReadOnlyDictionary<string, string> metadata) =>
        metadata.GetValueOrDefault("filename") ?? metadata.GetValueOrDefault("name");
}
