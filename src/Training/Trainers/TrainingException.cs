namespace GenreQueue.Training.Trainers;

/// <summary>A training set that no model should be trained on.</summary>
/// <param name="message">Why, and what to do about it.</param>
public sealed class TrainingException(string message) : Exception(message);
