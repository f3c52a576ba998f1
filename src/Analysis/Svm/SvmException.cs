namespace GenreQueue.Analysis.Svm;

/// <summary>Invalid parameters, training data or model file.</summary>
/// <param name="message">The reason.</param>
public sealed class SvmException(string message) : Exception(message);
