namespace GenreQueue.Cli.Termination;

/// <summary>The arguments are invalid in a way that the parser does not check. Ends the program with <see cref="ExitCode.WrongUsage"/>.</summary>
/// <param name="message">The problem and how to correct it, as one sentence.</param>
internal sealed class UsageException(string message) : Exception(message);
