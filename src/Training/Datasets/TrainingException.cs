namespace GenreQueue.Training.Datasets;

/// <summary>The data or the settings are not suitable for training a model.</summary>
/// <param name="message">The reason, and what to do about it.</param>
public sealed class TrainingException(string message) : Exception(message);
