using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Tests.Tags;

/// <summary>Readings as text, so that a difference shows in a failed test.</summary>
internal static class Readings
{
    /// <summary>All but the position of the audio.</summary>
    public static string Describe(TagReading reading) => string.Join(
        '\n',
        [
            string.Join('|', reading.Genres),
            string.Join('|', reading.Snapshot.Containers),
            .. reading.Snapshot.Fields.Select(field => $"{field.Container} {field.Key} {field.Position} {Convert.ToHexString(field.Value)}"),
            .. reading.Others.Select(other => other.ToString()),
        ]);
}
