namespace GenreQueue.Library.Tags.Mp4;

/// <summary>MP4 and QuickTime files: M4A, M4B, MP4, MOV.</summary>
internal sealed class Mp4Format : ITagFormat
{
    private static readonly string[] FirstTypes = ["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"];

    /// <inheritdoc/>
    public bool Recognises(FileStream file)
    {
        Span<byte> start = stackalloc byte[8];
        file.Position = 0;
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && FirstTypes.Contains(System.Text.Encoding.Latin1.GetString(start[4..]));
    }

    /// <inheritdoc/>
    public TagReading Read(FileStream file) => Mp4Reader.Read(file);

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write) => Mp4Writer.Write(file, tags => tags.Write(write));

    /// <inheritdoc/>
    public void Restore(FileStream file, GenreSnapshot snapshot) => Mp4Writer.Write(file, tags => tags.Restore(snapshot));
}
