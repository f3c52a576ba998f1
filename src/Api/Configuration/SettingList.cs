namespace GenreQueue.Api.Configuration;

/// <summary>Settings that hold several values, separated by semicolons.</summary>
internal static class SettingList
{
    /// <summary>The values without the spaces around them; none of an empty or missing setting.</summary>
    public static string[] Items(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
