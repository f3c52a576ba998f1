using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Classification;

/// <summary>When an answer is music, uncertain, or not music.</summary>
public static class OutcomeRule
{
    /// <summary>Audio below this RMS level is not music, in dB of full scale.</summary>
    public const double QuietestDbfs = -70;

    /// <summary>Audio whose frames' covariance has a smaller eigenvalue than this is a tone, not music.</summary>
    public const double SmallestEigenvalue = 0.02;

    /// <summary>A decision of the one-class machine below this is not music.</summary>
    public const double NoveltyThreshold = -0.25;

    /// <summary>Seconds of audio below which an answer is uncertain and the one-class machine is not asked.</summary>
    public const double ShortestSeconds = 10;

    /// <summary>A top probability below this is uncertain.</summary>
    public const double SmallestProbability = 0.5;

    /// <summary>Whether the one-class machine's word counts.</summary>
    public static bool AsksNovelty(FeatureVector features) => features.Seconds >= ShortestSeconds;

    /// <param name="features">The window.</param>
    /// <param name="novelty">Decision of the one-class machine; null when it was not asked.</param>
    /// <param name="threshold">The model's threshold on it.</param>
    public static bool IsMusic(FeatureVector features, double? novelty, double threshold) =>
        features.RmsDbfs >= QuietestDbfs && features.MinEigenvalue >= SmallestEigenvalue && !(novelty < threshold);

    /// <summary>The outcome of audio that is music: certain or not.</summary>
    /// <param name="topProbability">Probability of the most probable genre.</param>
    /// <param name="seconds">Length of the audio.</param>
    public static Outcome OfMusic(double topProbability, double seconds) =>
        topProbability < SmallestProbability || seconds < ShortestSeconds ? Outcome.Uncertain : Outcome.Music;
}
