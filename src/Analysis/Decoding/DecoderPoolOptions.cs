using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>Options of a <see cref="DecoderPool"/>.</summary>
public sealed class DecoderPoolOptions
{
    /// <summary>Number of files decoded at the same time, each in its own child process.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>Time limit for one window. A child that exceeds it is killed, and the file fails with <c>decoder_timeout</c>.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Length of audio after which <see cref="Contracts.WindowMode.Whole"/> stops.</summary>
    public TimeSpan WholeLimit { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Number of files after which a child is replaced, which bounds leaks of native code.</summary>
    public int FilesPerDecoder { get; init; } = 500;

    /// <summary>Path of the decoder program; by default next to the running program.</summary>
    public string DecoderPath { get; init; } = Path.Combine(AppContext.BaseDirectory, "GenreQueue.Decoder");
}
