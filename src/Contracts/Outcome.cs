using System.Text.Json.Serialization;

namespace GenreQueue.Contracts;

/// <summary>How far an answer can be trusted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>A genre with a top probability of at least 0.5 over at least 10 s of audio.</summary>
    [JsonStringEnumMemberName("music")] Music,

    /// <summary>A genre, but the top probability is below 0.5 or the audio is shorter than 10 s.</summary>
    [JsonStringEnumMemberName("uncertain")] Uncertain,

    /// <summary>Too quiet, a tone, noise, or unlike anything the model was trained on: no genre is named.</summary>
    [JsonStringEnumMemberName("not_music")] NotMusic,
}
