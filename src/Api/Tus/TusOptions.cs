using System.ComponentModel.DataAnnotations;

namespace GenreQueue.Api.Tus;

/// <summary>Section <c>Tus</c>: resumable uploads.</summary>
public sealed class TusOptions
{
    public const string Section = "Tus";

    /// <summary>Folder of unfinished uploads; by default <c>tus</c> in the upload folder. All API instances must share it.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How long an unfinished upload is kept after its last byte, in hours.</summary>
    [Range(1, 24 * 30)]
    public int ExpireHours { get; set; } = 24;

    /// <summary>Maximum number of unfinished uploads.</summary>
    [Range(1, 20_000)]
    public int MaxOpenUploads { get; set; } = 5_000;

    /// <summary>Maximum number of unfinished uploads of one client.</summary>
    [Range(1, 20_000)]
    public int MaxOpenUploadsPerClient { get; set; } = 500;

    /// <summary>Limit of the total length of all unfinished uploads, in megabytes (1,000,000 bytes).</summary>
    [Range(1, 100_000_000)]
    public int MaxReservedMegabytes { get; set; } = 100_000;

    /// <summary>Limit of the total length of the unfinished uploads of one client, in megabytes.</summary>
    [Range(1, 100_000_000)]
    public int MaxReservedMegabytesPerClient { get; set; } = 20_000;
}
