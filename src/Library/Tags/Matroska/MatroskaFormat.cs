namespace GenreQueue.Library.Tags.Matroska;

/// <summary>Matroska and WebM files: MKA, MKV, WEBM.</summary>
internal sealed class MatroskaFormat : ITagFormat
{
    /// <inheritdoc/>
    public bool Recognises(FileStream file) => MatroskaLayout.IsEbml(file);

    /// <inheritdoc/>
    public TagReading Read(FileStream file) => MatroskaReader.Read(file);

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write) => MatroskaWriter.Write(file, tags => tags.Write(write));

    /// <inheritdoc/>
    public void Restore(FileStream file, GenreSnapshot snapshot) => MatroskaWriter.Write(file, tags => tags.Restore(snapshot));
}
