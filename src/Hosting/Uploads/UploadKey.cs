using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Hosting.Uploads;

/// <summary>Names of uploads: chosen by the server, in order of time, and nothing a path could hide in.</summary>
internal static class UploadKey
{
    public static string Create() => Guid.CreateVersion7().ToString("N");

    public static bool IsValid(string key) => key.Length == 32 && key.All(char.IsAsciiHexDigitLower);

    /// <exception cref="FileNotFoundException">No store has ever given out this key.</exception>
    public static string Require(string key) =>
        IsValid(key) ? key : throw new FileNotFoundException("There is no such upload.");
}
