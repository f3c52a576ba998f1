using System.Text.Json.Serialization;

namespace GenreQueue.Contracts;

/// <summary>How many genres a classification names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LabelsMode>))]
public enum LabelsMode
{
    /// <summary>Only the top genre.</summary>
    [JsonStringEnumMemberName("single")] Single,

    /// <summary>The top genre and any other with p ≥ 0.30, at most two.</summary>
    [JsonStringEnumMemberName("multi")] Multi,

    /// <summary>The top genre and any other with p &gt; 0.15, at most three.</summary>
    [JsonStringEnumMemberName("classic")] Classic,
}
