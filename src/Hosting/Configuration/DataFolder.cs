using Microsoft.Extensions.Configuration;

namespace GenreQueue.Hosting.Configuration;

/// <summary>Setting <c>Data:Folder</c>: the folder of the SQLite file and, by default, of the uploads.</summary>
public static class DataFolder
{
    /// <summary>The configured folder; <c>data</c> in the current folder if the setting is missing or empty.</summary>
    public static string Of(IConfiguration configuration) => configuration["Data:Folder"] is { Length: > 0 } folder ? folder : "data";
}
