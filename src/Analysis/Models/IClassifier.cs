namespace GenreQueue.Analysis.Models;

/// <summary>A trained classifier. Safe to call from many threads at once.</summary>
public interface IClassifier : IDisposable
{
    /// <summary>Computes the probability of each class; they sum to 1.</summary>
    /// <param name="x">One vector, prepared as in training; shape [features].</param>
    /// <param name="probabilities">Receives the probabilities by class index; shape [classes].</param>
    void Probabilities(ReadOnlySpan<double> x, Span<double> probabilities);
}
