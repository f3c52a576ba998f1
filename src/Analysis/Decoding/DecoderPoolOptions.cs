using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>How a <see cref="DecoderPool"/> runs its children.</summary>
public sealed class DecoderPoolOptions
{
    /// <summary>Files decoded at the same time, each by a child of its own.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>Time a child has for one window; then it is killed and the file's answer is <c>decoder_timeout</c>.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Decoded audio after which <see cref="Contracts.WindowMode.Whole"/> stops, however long the track is.</summary>
    public TimeSpan WholeLimit { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Files after which a child is replaced, so that what native code leaks stays bounded.</summary>
    public int FilesPerDecoder { get; init; } = 500;

    /// <summary>The decoder program; by default the one beside the running program.</summary>
    public string DecoderPath { get; init; } = Path.Combine(AppContext.BaseDirectory, "GenreQueue.Decoder");
}
