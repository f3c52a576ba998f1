namespace GenreQueue.Analysis.Decoding;

/// <summary>What the first bytes of a file identify it as.</summary>
public enum Content
{
    /// <summary>No known signature; FFmpeg may still recognise it.</summary>
    Unknown,

    /// <summary>A container that libsndfile reads.</summary>
    SndFile,

    /// <summary>A container with a known signature that needs FFmpeg.</summary>
    FFmpeg,

    /// <summary>Not audio: text, a playlist, a document, an archive, an image or a program.</summary>
    NotAudio,
}
