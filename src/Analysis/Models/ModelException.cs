namespace GenreQueue.Analysis.Models;

/// <summary>A folder holds no model that can be used.</summary>
/// <param name="message">Which folder, and what is wrong with it.</param>
/// <param name="inner">What was seen below, if anything.</param>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);
