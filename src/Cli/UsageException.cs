namespace GenreQueue.Cli;

/// <summary>Arguments that parse and still make no sense together. Ends the program with <see cref="ExitCode.WrongUsage"/>.</summary>
/// <param name="message">What is wrong and what to do instead, in one sentence.</param>
internal sealed class UsageException(string message) : Exception(message);
