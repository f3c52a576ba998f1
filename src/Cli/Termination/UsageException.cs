namespace GenreQueue.Cli.Termination;

/// <summary>The arguments are invalid in a way that the parser does not check. Ends the program with <see cref="ExitCode.WrongUsage"/>.</summary>
/// <param name="message">One sentence that says what is wrong and how to correct it.</param>
internal sealed class UsageException(string message) : Exception(message);
