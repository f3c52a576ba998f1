using System.Text.Json.Serialization;
using GenreQueue.Analysis.FrontEnds.Mfcc;

namespace GenreQueue.Analysis.FrontEnds;

/// <summary>Which numbers describe a window of audio.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeatureKind>))]
public enum FeatureKind
{
    /// <summary>The original system's 104: 13 means and the covariance's upper triangle, by diagonals.</summary>
    [JsonStringEnumMemberName("classic")] Classic,

    /// <summary>103: the means without the first, and the logarithm of the covariance.</summary>
    [JsonStringEnumMemberName("logcov")] LogCov,
}

/// <summary>Facts that follow from a feature kind.</summary>
public static class FeatureKindExtensions
{
    /// <summary>How many numbers a vector of this kind holds: 104 or 103.</summary>
    public static int Length(this FeatureKind kind) => kind switch
    {
        FeatureKind.Classic => Classic.Length,
        FeatureKind.LogCov => LogCov.Length,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown feature kind."),
    };
}
