namespace GenreQueue.Analysis.Decoding;

/// <summary>What the first bytes of a file say it is.</summary>
internal enum Content
{
    /// <summary>Nothing that the sniffer knows; FFmpeg may.</summary>
    Unknown,

    /// <summary>A container that libsndfile reads.</summary>
    SndFile,

    /// <summary>A container for FFmpeg whose signature the sniffer knows.</summary>
    FFmpeg,
}
