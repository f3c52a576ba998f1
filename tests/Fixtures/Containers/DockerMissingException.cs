namespace GenreQueue.Fixtures.Containers;

/// <summary>No Docker engine answers, or an image cannot be pulled.</summary>
/// <param name="message">The reason.</param>
internal sealed class DockerMissingException(string message) : Exception(message);
