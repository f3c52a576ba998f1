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
    public required string Sha256 { get; init; }

    /// <summary>Key in the upload store; null if the result came from the cache.</summary>
    public string? UploadKey { get; set; }

    /// <summary>Whether the upload has to be kept for this job.</summary>
    public bool UploadHeld { get; set; }

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

    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}
