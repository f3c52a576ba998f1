namespace GenreQueue.Training.Datasets;

/// <summary>A file is not a valid feature table.</summary>
/// <param name="line">Line of the file where the error is, from 1.</param>
/// <param name="message">Description of the error.</param>
public sealed class FeatureTableException(int line, string message) : Exception($"Line {line}: {message}")
{
    /// <summary>Line of the file where the error is, from 1.</summary>
    public int Line { get; } = line;
}
