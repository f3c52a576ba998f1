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
}
