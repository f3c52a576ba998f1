using System.Text.Json.Serialization;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>The feature vectors that are computed from MFCCs. The JSON names are the ids of the front ends.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeatureKind>))]
public enum FeatureKind
{
    /// <summary>104 values as in the original system: 13 means, then the upper triangle of the covariance by diagonals.</summary>
    [JsonStringEnumMemberName("classic")] Classic,

    /// <summary>103 values: the means without the first, then the matrix logarithm of the covariance.</summary>
    [JsonStringEnumMemberName("logcov")] LogCov,
}

/// <summary>Properties of the feature kinds.</summary>
public static class FeatureKindExtensions
{
    /// <summary>The front end that computes features of this kind.</summary>
    public static MfccFrontEnd FrontEnd(this FeatureKind kind) => kind switch
    {
        FeatureKind.Classic => MfccFrontEnd.Classic,
        FeatureKind.LogCov => MfccFrontEnd.LogCov,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown feature kind."),
    };

    /// <summary>Number of values in a vector of this kind: 104 or 103.</summary>
    public static int Length(this FeatureKind kind) => kind.FrontEnd().Length;
}
