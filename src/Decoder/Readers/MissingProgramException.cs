namespace GenreQueue.Decoder.Readers;

/// <summary>A program that decoding needs is not installed. No file's fault.</summary>
internal sealed class MissingProgramException(string message, Exception inner) : Exception(message, inner);
