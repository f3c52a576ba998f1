using System.Text.Json.Serialization;

namespace GenreQueue.Analysis.Svm;

/// <summary>Kernel of a support vector machine; the values are those of libsvm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SvmKernel>))]
public enum SvmKernel
{
    /// <summary>u·v</summary>
    [JsonStringEnumMemberName("linear")] Linear = 0,

    /// <summary>(γ u·v + coef0)^degree</summary>
    [JsonStringEnumMemberName("polynomial")] Polynomial = 1,

    /// <summary>exp(−γ |u − v|²)</summary>
    [JsonStringEnumMemberName("rbf")] Rbf = 2,
}
