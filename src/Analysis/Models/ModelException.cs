namespace GenreQueue.Analysis.Models;

/// <summary>A model folder cannot be used.</summary>
/// <param name="message">The folder and the reason.</param>
/// <param name="inner">The underlying error, if any.</param>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);
