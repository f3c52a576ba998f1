namespace GenreQueue.Hosting.Uploads;

/// <summary>Names of uploads: chosen by the server, ordered by time, and safe to use in a path.</summary>
internal static class UploadKey
{
    public static string Create() => Guid.CreateVersion7().ToString("N");

    public static bool IsValid(string key) => key.Length == 32 && key.All(char.IsAsciiHexDigitLower);

    /// <exception cref="FileNotFoundException">The key is malformed, so no upload can have it.</exception>
    public static string Require(string key) =>
        IsValid(key) ? key : throw new FileNotFoundException("The upload does not exist.");
}
