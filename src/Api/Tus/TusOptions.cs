using System.ComponentModel.DataAnnotations;

namespace GenreQueue.Api.Tus;

/// <summary>Section <c>Tus</c>: resumable uploads.</summary>
public sealed class TusOptions
{
    public const string Section = "Tus";

    /// <summary>Folder of unfinished uploads; empty for <c>tus</c> below the folder of uploads. Several API instances share it.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Hours after its last byte that an upload is kept.</summary>
    [Range(1, 24 * 30)]
    public int ExpireHours { get; set; } = 24;
}
