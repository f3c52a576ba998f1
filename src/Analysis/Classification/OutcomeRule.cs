using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Classification;

/// <summary>Decides whether a prediction is music, uncertain or not music.</summary>
public static class OutcomeRule
{
    /// <summary>Audio with a lower RMS level, in dBFS, is not music.</summary>
    public const double MinRmsDbfs = -70;

    /// <summary>Audio whose MFCC covariance has a smaller eigenvalue is a tone, not music.</summary>
    public const double MinEigenvalue = 0.02;

    /// <summary>Predictions from less audio, in seconds, are uncertain.</summary>
    public const double MinSeconds = 10;

    /// <summary>Predictions with a lower top probability are uncertain.</summary>
    public const double MinProbability = 0.5;

    /// <summary>The outcome of one window.</summary>
    /// <param name="features">Feature vectors of the window, at least one.</param>
    /// <param name="prediction">Prediction of the model for them.</param>
    public static Outcome Of(ReadOnlySpan<FeatureVector> features, Prediction prediction)
    {
        if (prediction.IsNovel) return Outcome.NotMusic;
        foreach (var vector in features)
        {
            if (vector.Signal is { } signal && !IsMusic(signal)) return Outcome.NotMusic;
        }
        return OfMusic(prediction.Probabilities[prediction.Top], features[0].Seconds);
    }

    /// <summary>The outcome of audio that is music: certain or not.</summary>
    /// <param name="topProbability">Probability of the most probable genre.</param>
    /// <param name="seconds">Length of the audio.</param>
    public static Outcome OfMusic(double topProbability, double seconds) =>
        topProbability < MinProbability || seconds < MinSeconds ? Outcome.Uncertain : Outcome.Music;

    private static bool IsMusic(SignalFacts signal) => signal.RmsDbfs >= MinRmsDbfs && signal.MinEigenvalue >= MinEigenvalue;
}
