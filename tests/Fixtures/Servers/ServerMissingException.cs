namespace GenreQueue.Fixtures.Servers;

/// <summary>A server that the tests need cannot run on this machine.</summary>
/// <param name="message">What is missing, and which package contains it.</param>
public sealed class ServerMissingException(string message) : Exception(message);
