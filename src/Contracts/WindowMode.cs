using System.Text.Json.Serialization;

namespace GenreQueue.Contracts;

/// <summary>Which part of a track is analysed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WindowMode>))]
public enum WindowMode
{
    /// <summary>30 s from the middle of the track.</summary>
    [JsonStringEnumMemberName("middle")] Middle,

    /// <summary>The first 30 s.</summary>
    [JsonStringEnumMemberName("start")] Start,

    /// <summary>Consecutive 30-s windows over the whole track, probabilities averaged.</summary>
    [JsonStringEnumMemberName("whole")] Whole,
}
