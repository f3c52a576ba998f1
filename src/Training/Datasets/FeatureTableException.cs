namespace GenreQueue.Training.Datasets;

/// <summary>A file that is no feature table.</summary>
/// <param name="line">Line of the file where the trouble begins, from 1.</param>
/// <param name="message">What is wrong there, in words.</param>
public sealed class FeatureTableException(int line, string message) : Exception($"Line {line}: {message}")
{
    /// <summary>Line of the file where the trouble begins, from 1.</summary>
    public int Line { get; } = line;
}
