using System.Text.Json.Serialization;

namespace GenreQueue.Contracts;

/// <summary>Whether a track is music and how confident the classification is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The top probability is at least 0.5, over at least 10 s of audio.</summary>
    [JsonStringEnumMemberName("music")] Music,

    /// <summary>The top probability is below 0.5, or the audio is shorter than 10 s.</summary>
    [JsonStringEnumMemberName("uncertain")] Uncertain,

    /// <summary>Too quiet, a tone, noise, or unlike all training data; no genre is named.</summary>
    [JsonStringEnumMemberName("not_music")] NotMusic,
}
