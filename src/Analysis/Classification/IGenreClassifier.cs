using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Classification;

/// <summary>Names the genre of an audio file. Safe to call from many threads at once.</summary>
public interface IGenreClassifier
{
    /// <summary>Decodes the asked part of <paramref name="path"/>, computes its features and asks a model.</summary>
    /// <param name="path">An audio file; told apart by its content, never by its name.</param>
    /// <param name="options">Model, window and labels rule.</param>
    /// <param name="cancellationToken">Ends the decoding of this file at once.</param>
    /// <exception cref="AudioException">The file can never give an answer.</exception>
    /// <exception cref="KeyNotFoundException">There is no such model.</exception>
    Task<ClassificationResult> ClassifyAsync(string path, ClassifyOptions options, CancellationToken cancellationToken);
}

/// <param name="Model">Id of the model, a folder name below <c>models/</c>.</param>
/// <param name="Window">Part of the track to analyse.</param>
/// <param name="Labels">Labels rule to apply.</param>
public sealed record ClassifyOptions(string Model, WindowMode Window = WindowMode.Middle, LabelsMode Labels = LabelsMode.Multi);
