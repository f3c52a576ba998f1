using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>A file that cannot be analysed. Retrying does not help.</summary>
/// <param name="code">One of <see cref="Contracts.ErrorCodes"/>.</param>
/// <param name="message">The reason, as shown to the owner of the file. Contains no path.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class AudioException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable code, one of <see cref="Contracts.ErrorCodes"/>.</summary>
    public string Code { get; } = code;
}
