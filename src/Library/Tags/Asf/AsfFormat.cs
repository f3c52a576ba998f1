namespace GenreQueue.Library.Tags.Asf;

/// <summary>ASF files: WMA and WMV.</summary>
internal sealed class AsfFormat : ITagFormat
{
    /// <inheritdoc/>
    public bool Recognises(FileStream file) => AsfFile.IsAsf(file);

    /// <inheritdoc/>
    public TagReading Read(FileStream file) => AsfReader.Read(file);

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write) => AsfWriter.Write(file, tags => tags.Write(write));

    /// <inheritdoc/>
    public void Restore(FileStream file, GenreSnapshot snapshot) => AsfWriter.Write(file, tags => tags.Restore(snapshot));
}
