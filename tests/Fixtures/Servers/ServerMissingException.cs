namespace GenreQueue.Fixtures.Servers;

/// <summary>A server program that the tests need is not installed here.</summary>
/// <param name="message">What is missing and which package brings it.</param>
public sealed class ServerMissingException(string message) : Exception(message);
