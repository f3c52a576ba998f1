using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

/// <summary>A track that gets a job.</summary>
/// <param name="JobId">Id of the job.</param>
/// <param name="FileName">Name of the file, sanitised for display.</param>
/// <param name="Size">Length in bytes.</param>
internal sealed record NewTrack(Guid JobId, string FileName, long Size)
{
    /// <summary>Hash of an upload.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Key of an upload.</summary>
    public string? UploadKey { get; init; }

    /// <summary>The file of a library.</summary>
    public LibraryFile? File { get; init; }
}

/// <summary>Creates the rows of new jobs.</summary>
internal static class JobFactory
{
    /// <summary>Creates a job that is queued, or has succeeded with the result of an earlier one.</summary>
    /// <param name="options">Options of the job.</param>
    /// <param name="track">Its track.</param>
    /// <param name="earlier">A job with the same content, model and options; null if there is none.</param>
    /// <param name="now">Time of creation.</param>
    public static Job Create(SubmitOptions options, NewTrack track, Job? earlier, DateTimeOffset now)
    {
        // Truncated to the precision of the database, so that every response shows the same time.
        now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var cached = earlier is not null;
        return new Job
        {
            Id = track.JobId,
            State = cached ? JobState.Succeeded : JobState.Queued,
            FileName = track.FileName,
            Size = track.Size,
            Sha256 = track.Sha256 ?? "",
            UploadKey = cached ? null : track.UploadKey,
            UploadHeld = !cached && track.UploadKey is not null,
            Library = track.File?.Library,
            Path = track.File?.Path,
            Modified = track.File?.Modified ?? 0,
            FileKey = track.File is { } file ? LibraryKeys.OfContent(file) : null,
            BatchId = options.Batch,
            Priority = options.Priority,
            Model = options.Model,
            Window = options.Window,
            Labels = options.Labels,
            Callback = options.Callback,
            Cached = cached,
            CreatedAt = now,
            FinishedAt = cached ? now : null,
            NextPublishAt = cached ? null : now + JobOutbox.Lease,
            Result = earlier?.Result,
            Genre = earlier?.Genre,
            Outcome = earlier?.Outcome,
            ModelVersion = earlier?.ModelVersion,
            WorkerName = earlier?.WorkerName,
            WorkerVersion = earlier?.WorkerVersion,
        };
    }
}
