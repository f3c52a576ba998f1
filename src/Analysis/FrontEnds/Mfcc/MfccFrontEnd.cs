using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>A front end that summarises the MFCCs of a window by their mean and covariance.</summary>
public sealed class MfccFrontEnd : IFrontEnd
{
    private readonly FeatureKind _kind;

    private MfccFrontEnd(FeatureKind kind, string id, int length) => (_kind, Id, Length) = (kind, id, length);

    /// <summary>The features of the original system.</summary>
    public static MfccFrontEnd Classic { get; } = new(FeatureKind.Classic, "classic", Mfcc.Classic.Length);

    /// <summary>The features of the default models.</summary>
    public static MfccFrontEnd LogCov { get; } = new(FeatureKind.LogCov, "logcov", Mfcc.LogCov.Length);

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public int SampleRate => MfccTransform.SampleRate;

    /// <inheritdoc/>
    public int WindowSeconds => AudioWindow.Seconds;

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new MfccExtractor(_kind);
}
