namespace GenreQueue.Cli.Server;

/// <summary>The service cannot be reached, or does not do what it was asked for. Ends the run unless it is about one file.</summary>
/// <param name="code">Stable code of the service; <c>unreachable</c> if there was no response.</param>
/// <param name="message">The reason as a sentence.</param>
/// <param name="inner">The cause, if any.</param>
internal sealed class ServiceException(string code, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Code of an error that no response explains.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Stable code of the service.</summary>
    public string Code => code;
}
