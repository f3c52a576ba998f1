using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary>What became of one file: a result, or the reason why there is none.</summary>
/// <param name="Path">As it was given, or found below a folder that was given.</param>
/// <param name="Result">Null when the file failed.</param>
/// <param name="Error">Null when the file was classified.</param>
internal sealed record ClassifiedFile(string Path, ClassificationResult? Result, FileError? Error);

/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">The reason in words.</param>
internal sealed record FileError(string Code, string Message)
{
    public static FileError From(Exception exception) => exception switch
    {
        AudioException audio => new FileError(audio.Code, audio.Message),
        // The decoders say with it what is not installed; it may concern some formats only.
        InvalidOperationException missing => new FileError(ErrorCodes.InternalError, missing.Message),
        _ => new FileError(ErrorCodes.InternalError, $"{exception.GetType().Name}: {exception.Message}"),
    };
}
