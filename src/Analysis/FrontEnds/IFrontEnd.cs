namespace GenreQueue.Analysis.FrontEnds;

/// <summary>Converts windows of audio into feature vectors. A model names the front ends whose vectors its classifier expects.</summary>
public interface IFrontEnd
{
    /// <summary>Name in model cards, such as <c>logcov</c>.</summary>
    string Id { get; }

    /// <summary>Incremented when the same audio yields different features; models trained on another version do not load.</summary>
    int Version { get; }

    /// <summary>Rate in Hz of the samples that it expects.</summary>
    int SampleRate { get; }

    /// <summary>Length in seconds of the windows that it is designed for; other lengths are accepted.</summary>
    int WindowSeconds { get; }

    /// <summary>Number of values in a feature vector.</summary>
    int Length { get; }

    /// <summary>Creates an extractor with its own buffers.</summary>
    IFeatureExtractor CreateExtractor();
}
