using GenreQueue.Api.Configuration;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Api.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Tus;

/// <summary>Creates the job of a complete upload, in the same way as for every other upload.</summary>
internal sealed class TusSubmission(UploadReceiver receiver, JobSubmitter submitter, JobStore jobs, IOptions<ApiOptions> options, IHostApplicationLifetime lifetime)
{
    public long MaxBytes => options.Value.MaxUploadBytes;

    /// <summary>Checks the job options in the metadata of an upload.</summary>
    public Task CheckAsync(string metadata, CancellationToken cancellationToken) =>
        submitter.CheckAsync(OptionsOf(TusMetadata.Parse(metadata)), cancellationToken);

    /// <summary>Creates the job. It has the id of the upload, so that repeating this after a crash creates no second job.</summary>
    /// <remarks>Not cancelled with the request: if the client disconnects after the last byte, the job is created nevertheless.</remarks>
    public async Task<Guid> SubmitAsync(TusUpload upload, Stream bytes)
    {
        var stopping = lifetime.ApplicationStopping;
        if (await jobs.FindAsync(upload.Id, stopping) is not null) return upload.Id;
        var metadata = TusMetadata.Parse(upload.Metadata);
        await using var files = receiver.Begin();
        await receiver.ReceiveAsync(files, bytes, NameOf(metadata), stopping, jobId: upload.Id);
        var created = await submitter.CreateAsync(OptionsOf(metadata), files, stopping);
        await submitter.StoreAsync(created, files, reply: null, stopping);
        return upload.Id;
    }

    // Clients also send metadata that this service does not use, such as a content type.
    private static SubmitOptions OptionsOf(IReadOnlyDictionary<string, string> metadata) =>
        SubmitOptions.Parse(metadata.Where(pair => SubmitOptions.Names.Contains(pair.Key)).ToDictionary());

    private static string? NameOf(IReadOnlyDictionary<string, string> metadata) =>
        metadata.GetValueOrDefault("filename") ?? metadata.GetValueOrDefault("name");
}
