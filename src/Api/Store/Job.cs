using GenreQueue.Contracts;
using GenreQueue.Hosting.Uploads;

namespace GenreQueue.Api.Store;

/// <summary>One row of <c>jobs</c>: the job, and the outbox entry of its message.</summary>
public sealed class Job
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public JobState State { get; set; } = JobState.Queued;

    /// <summary>Grows by one with every change that a watcher can see.</summary>
    public long Sequence { get; set; } = 1;

    public required string FileName { get; init; }
    public required long Size { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>Key in the upload store; null for an answer that came from the cache.</summary>
    public string? UploadKey { get; set; }

    /// <summary>Whether the store still has to keep the upload for this job.</summary>
    public bool UploadHeld { get; set; }

    public Guid? BatchId { get; init; }
    public Priority Priority { get; init; }
    public required string Model { get; init; }
    public WindowMode Window { get; init; }
    public LabelsMode Labels { get; init; }

    /// <summary>Address of the sender's webhook.</summary>
    public string? Callback { get; init; }

    public bool Cached { get; init; }
    public int Attempts { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? WorkerName { get; set; }
    public string? WorkerVersion { get; set; }

    /// <summary>The whole answer as JSON, a <see cref="ClassificationResult"/>.</summary>
    public string? Result { get; set; }

    /// <summary>Genre of the answer, for filters and counts; null when not music.</summary>
    public string? Genre { get; set; }

    public Outcome? Outcome { get; set; }

    /// <summary>Version of the model that answered: half of the cache's key.</summary>
    public string? ModelVersion { get; set; }

    public string? ErrorCode { get; set; }
    public string? ErrorTitle { get; set; }

    /// <summary>When the message has to be published (again); null once the broker has confirmed it or the job has ended.</summary>
    public DateTimeOffset? NextPublishAt { get; set; }

    /// <summary>How often publishing was begun, for the back-off.</summary>
    public int PublishAttempts { get; set; }

    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}
