using System.ComponentModel.DataAnnotations;

namespace GenreQueue.Api.Configuration;

/// <summary>Section <c>Api</c>: limits of the REST API.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Largest file, in megabytes of 1,000,000 bytes.</summary>
    [Range(1, 4_096)]
    public int MaxUploadMegabytes { get; set; } = 200;

    /// <summary>Most files of one request.</summary>
    [Range(1, 10_000)]
    public int MaxFilesPerRequest { get; set; } = 100;

    /// <summary>Largest request, in megabytes: all its files together.</summary>
    [Range(1, 65_536)]
    public int MaxRequestMegabytes { get; set; } = 2_000;

    /// <summary>Longest time one upload request may take, in seconds.</summary>
    [Range(1, 86_400)]
    public int UploadDeadlineSeconds { get; set; } = 900;

    /// <summary>Slowest body that is not cut off, in bytes a second; 0 for no bound.</summary>
    [Range(0, 1_000_000)]
    public int MinUploadBytesPerSecond { get; set; } = 4_000;

    /// <summary>Upload requests that are read at the same time.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentUploads { get; set; } = 64;

    /// <summary>Upload requests that may wait for their turn; beyond, the answer is 503.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingUploads { get; set; } = 512;

    /// <summary>Connections at the same time, of any kind.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 4_096;

    /// <summary>Waiting jobs above which no upload is taken.</summary>
    [Range(1, 100_000_000)]
    public int MaxQueuedJobs { get; set; } = 100_000;

    /// <summary>Space on the disk of the uploads below which no upload is taken, in megabytes.</summary>
    [Range(0, 10_000_000)]
    public int MinFreeDiskMegabytes { get; set; } = 1_000;

    /// <summary>How long a reply is kept for its <c>Idempotency-Key</c>, in hours.</summary>
    [Range(1, 8_760)]
    public int IdempotencyHours { get; set; } = 24;

    /// <summary>How long jobs that have ended are kept, in days; 0 keeps them.</summary>
    [Range(0, 36_500)]
    public int KeepJobsDays { get; set; }

    /// <summary>Time between two sweeps of what was left behind, in minutes.</summary>
    [Range(1, 1_440)]
    public int SweepMinutes { get; set; } = 10;

    public long MaxUploadBytes => MaxUploadMegabytes * 1_000_000L;

    public long MaxRequestBytes => MaxRequestMegabytes * 1_000_000L;

    public TimeSpan UploadDeadline => TimeSpan.FromSeconds(UploadDeadlineSeconds);
}
