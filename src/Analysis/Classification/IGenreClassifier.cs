using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Classification;

/// <summary>Classifies audio files by genre. Safe to call from many threads at once.</summary>
public interface IGenreClassifier
{
    /// <summary>Decodes the requested part of <paramref name="path"/>, computes its features and predicts its genre.</summary>
    /// <param name="path">An audio file; its format is detected from its content, not its name.</param>
    /// <param name="options">Model, window and labels rule.</param>
    /// <param name="cancellationToken">Stops decoding immediately.</param>
    /// <exception cref="AudioException">The file cannot be classified, and retrying does not help.</exception>
    /// <exception cref="KeyNotFoundException">There is no such model.</exception>
    Task<ClassificationResult> ClassifyAsync(string path, ClassifyOptions options, CancellationToken cancellationToken);
}

/// <param name="Model">Id of the model: the name of its folder.</param>
/// <param name="Window">Part of the track to analyse.</param>
/// <param name="Labels">Labels rule to apply.</param>
public sealed record ClassifyOptions(string Model, WindowMode Window = WindowMode.Middle, LabelsMode Labels = LabelsMode.Multi);
