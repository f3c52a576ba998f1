using System.Text.Json.Serialization;

namespace GenreQueue.Library.Writing;

/// <summary>How files are written.</summary>
public sealed record WriteOptions
{
    /// <summary>What happens to the time of the last change.</summary>
    public ModifiedTime ModifiedTime { get; init; } = ModifiedTime.Update;

    /// <summary>Whether files with several names are written. The name that is written then becomes a file of its own.</summary>
    public bool AllowHardLinks { get; init; }

    /// <summary>Computes a hash of the decoded audio of a file; compared before and after. Null compares the encoded audio only.</summary>
    public Func<string, Task<string>>? DecodeHash { get; init; }
}

/// <summary>What happens to the time of the last change of a file that is written.</summary>
public enum ModifiedTime
{
    /// <summary>It becomes the present, so that players notice the change.</summary>
    [JsonStringEnumMemberName("update")] Update,

    /// <summary>It is kept.</summary>
    [JsonStringEnumMemberName("keep")] Keep,
}
