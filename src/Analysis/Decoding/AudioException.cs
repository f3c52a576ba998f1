using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>A file that can never give an answer. Retrying cannot help.</summary>
/// <param name="code">One of <see cref="Contracts.ErrorCodes"/>.</param>
/// <param name="message">The reason in words, fit for the person who owns the file; it holds no path.</param>
/// <param name="inner">What was seen below, if anything.</param>
public sealed class AudioException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable code, one of <see cref="Contracts.ErrorCodes"/>.</summary>
    public string Code { get; } = code;
}
