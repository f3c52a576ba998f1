using System.Text.Json.Serialization;

namespace GenreQueue.Library.Files;

/// <summary>What happens to symbolic links below a folder.</summary>
public enum LinkPolicy
{
    /// <summary>Links are followed.</summary>
    [JsonStringEnumMemberName("follow")] Follow,

    /// <summary>Links to files and folders are left out.</summary>
    [JsonStringEnumMemberName("skip")] Skip,
}
