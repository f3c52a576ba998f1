using GenreQueue.Contracts;

namespace GenreQueue.Api.Store;

/// <summary>One row of <c>jobs</c>: a job, and the outbox entry of its message.</summary>
public sealed class Job
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public JobState State { get; set; } = JobState.Queued;

    /// <summary>Incremented with every change that is visible to clients.</summary>
    public long Sequence { get; set; } = 1;

    public required string FileName { get; init; }
    public required long Size { get; init; }

    /// <summary>Hash of the upload; empty for a file of a library, which nobody reads before its job runs.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Key in the upload store; null for a file of a library, or if the result came from the cache.</summary>
    public string? UploadKey { get; set; }

    /// <summary>Whether the upload has to be kept for this job.</summary>
    public bool UploadHeld { get; set; }

    /// <summary>Name of the library that has the file; null for an upload.</summary>
    public string? Library { get; init; }

    /// <summary>Path of the file below the root of the library.</summary>
    public string? Path { get; init; }

    /// <summary>Time of the last change of the file, in units of 100 ns since 1970-01-01 UTC; 0 for an upload.</summary>
    public long Modified { get; init; }

    /// <summary>Key of the file in the result cache, in place of <see cref="Sha256"/>.</summary>
    public string? FileKey { get; init; }

    public Guid? BatchId { get; init; }
    public Priority Priority { get; init; }
    public required string Model { get; init; }
    public WindowMode Window { get; init; }
    public LabelsMode Labels { get; init; }

    /// <summary>Address of the client's webhook.</summary>
    public string? Callback { get; init; }

    public bool Cached { get; init; }
    public int Attempts { get; set; }

    /// <summary>Whether the worker runs no other job beside this one, because a worker crashed while it held the job.</summary>
    public bool Alone { get; set; }

    /// <summary>Number of starts while the worker ran no other job. After a crash, it is the number of crashes that this job caused.</summary>
    public int AloneAttempts { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Orders the ends of jobs as they became visible (see <see cref="EndCounter"/>); null for an open job.</summary>
    public long? EndNumber { get; set; }

    public string? WorkerName { get; set; }
    public string? WorkerVersion { get; set; }

    /// <summary>The complete result, a <see cref="ClassificationResult"/> as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>Genre of the result, for filters and counts; null if the track is not music.</summary>
    public string? Genre { get; set; }

    public Outcome? Outcome { get; set; }

    /// <summary>Version of the model that gave the result. Part of the key of the result cache.</summary>
    public string? ModelVersion { get; set; }

    public string? ErrorCode { get; set; }
    public string? ErrorTitle { get; set; }

    /// <summary>When the message is due to be published (again); null once the broker has confirmed it or the job has ended.</summary>
    public DateTimeOffset? NextPublishAt { get; set; }

    /// <summary>Number of times that the message became due again. For the back-off, and to tell the confirmation of an earlier message.</summary>
    public int PublishAttempts { get; set; }

    /// <summary>The queue to which the message of a job is sent.</summary>
    public static string QueueOf(Priority priority, bool alone) =>
        alone ? Queues.ClassifyAlone : priority == Priority.Bulk ? Queues.ClassifyBulk : Queues.Classify;

    /// <summary>Where the audio is.</summary>
    public TrackSource ToSource() =>
        Library is null ? new TrackSource(UploadKey, null) : new TrackSource(null, new LibraryFile(Library, Path!, Size, Modified));

    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}
