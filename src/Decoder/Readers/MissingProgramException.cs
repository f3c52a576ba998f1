namespace GenreQueue.Decoder.Readers;

/// <summary>A program that decoding needs is not installed, which is not a fault of the file.</summary>
internal sealed class MissingProgramException(string message, Exception inner) : Exception(message, inner);
