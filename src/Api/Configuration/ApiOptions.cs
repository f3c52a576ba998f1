using System.ComponentModel.DataAnnotations;

namespace GenreQueue.Api.Configuration;

/// <summary>Options of section <c>Api</c>: limits of the REST API.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Origins of other web pages that may use the API, such as <c>https://music.example.org</c>, separated by semicolons.</summary>
    [RegularExpression(@"\s*https?://[^/\s;*]+\s*(;\s*https?://[^/\s;*]+\s*)*;?", ErrorMessage = "Api:AllowedOrigins must be origins such as https://music.example.org, separated by semicolons.")]
    public string AllowedOrigins { get; set; } = "";

    /// <summary>Size limit of a file, in megabytes (1,000,000 bytes).</summary>
    [Range(1, 4_096)]
    public int MaxUploadMegabytes { get; set; } = 200;

    /// <summary>Maximum number of files per request.</summary>
    [Range(1, 10_000)]
    public int MaxFilesPerRequest { get; set; } = 100;

    /// <summary>Size limit of a request with all its files, in megabytes.</summary>
    [Range(1, 65_536)]
    public int MaxRequestMegabytes { get; set; } = 2_000;

    /// <summary>Time limit of an upload request, in seconds.</summary>
    [Range(1, 86_400)]
    public int UploadDeadlineSeconds { get; set; } = 900;

    /// <summary>Minimum data rate of a request body, in bytes per second; 0 disables the limit.</summary>
    [Range(0, 1_000_000)]
    public int MinUploadBytesPerSecond { get; set; } = 4_000;

    /// <summary>Maximum number of concurrent upload requests.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentUploads { get; set; } = 64;

    /// <summary>Maximum number of upload requests that wait for a slot; further ones receive 503.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingUploads { get; set; } = 512;

    /// <summary>Maximum number of concurrent upload requests of one client.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentUploadsPerClient { get; set; } = 32;

    /// <summary>Maximum number of upload requests of one client that wait for one of its slots; further ones receive 503.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingUploadsPerClient { get; set; } = 256;

    /// <summary>Addresses or networks of proxies whose <c>X-Forwarded-For</c> names the client, separated by semicolons.</summary>
    [AddressList(ErrorMessage = "Api:TrustedProxies must be IP addresses or networks such as 10.0.0.0/8, separated by semicolons.")]
    public string TrustedProxies { get; set; } = "";

    /// <summary>Maximum number of concurrent connections of any kind.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 4_096;

    /// <summary>Maximum number of concurrent connections of one client; trusted proxies are not limited.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnectionsPerClient { get; set; } = 1_024;

    /// <summary>Number of queued jobs from which uploads are rejected.</summary>
    [Range(1, 100_000_000)]
    public int MaxQueuedJobs { get; set; } = 100_000;

    /// <summary>Free space on the upload disk below which uploads are rejected, in megabytes.</summary>
    [Range(0, 10_000_000)]
    public int MinFreeDiskMegabytes { get; set; } = 1_000;

    /// <summary>Retention of replies for their <c>Idempotency-Key</c>, in hours.</summary>
    [Range(1, 8_760)]
    public int IdempotencyHours { get; set; } = 24;

    /// <summary>Retention of ended jobs, in days; 0 keeps them forever.</summary>
    [Range(0, 36_500)]
    public int KeepJobsDays { get; set; }

    /// <summary>Interval between clean-up runs, in minutes.</summary>
    [Range(1, 1_440)]
    public int SweepMinutes { get; set; } = 10;

    public IEnumerable<string> Origins => SettingList.Items(AllowedOrigins);

    public long MaxUploadBytes => MaxUploadMegabytes * 1_000_000L;

    public long MaxRequestBytes => MaxRequestMegabytes * 1_000_000L;

    public TimeSpan UploadDeadline => TimeSpan.FromSeconds(UploadDeadlineSeconds);
}
