using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary>The result of one file, or the error that prevented it.</summary>
/// <param name="Path">The path as given, or as found below a given folder.</param>
/// <param name="Result">Null when the file failed.</param>
/// <param name="Error">Null when the file was classified.</param>
internal sealed record ClassifiedFile(string Path, ClassificationResult? Result, FileError? Error);

/// <summary>Why a file could not be classified.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">The reason as a sentence.</param>
internal sealed record FileError(string Code, string Message)
{
    public static FileError From(Exception exception) => exception switch
    {
        AudioException audio => new FileError(audio.Code, audio.Message),
        // Thrown by the decoders when a native library or program that some formats need is not installed.
        InvalidOperationException missing => new FileError(ErrorCodes.InternalError, missing.Message),
        _ => new FileError(ErrorCodes.InternalError, $"{exception.GetType().Name}: {exception.Message}"),
    };
}
