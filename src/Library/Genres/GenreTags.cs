using GenreQueue.Library.Tags;
using GenreQueue.Library.Tags.Ape;
using GenreQueue.Library.Tags.Asf;
using GenreQueue.Library.Tags.Dsf;
using GenreQueue.Library.Tags.Matroska;
using GenreQueue.Library.Tags.Mp4;
using GenreQueue.Library.Tags.Mpeg;
using GenreQueue.Library.Tags.Riff;
using GenreQueue.Library.Tags.Xiph;

namespace GenreQueue.Library.Genres;

/// <summary>Reads and writes the genre of music files. The format follows from the content, never from the name.</summary>
public static class GenreTags
{
    // MPEG is the last: it has no magic number, so that its frames are searched for.
    private static readonly ITagFormat[] Formats =
    [
        new Mp4Format(), new AsfFormat(), new MatroskaFormat(), new ApeFormat(), new FlacFormat(), new OggFormat(), new RiffFormat(), new DsfFormat(), new MpegFormat(),
    ];

    /// <summary>Reads the tags of a file.</summary>
    /// <exception cref="TagException">The tags are damaged, or the format is not supported.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TagReading Read(FileStream file) => FormatOf(file).Read(file);

    /// <summary>Changes genre and provenance of a file and nothing else, which is checked by reading the file again.</summary>
    /// <param name="file">A private copy of the file, open for reading and writing; its content is undefined after an exception.</param>
    /// <param name="write">What to write.</param>
    /// <exception cref="TagException">The tags cannot be written without changing something else.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static void Write(FileStream file, GenreWrite write) => Checked(file, format => format.Write(file, write));

    /// <summary>Puts genre and provenance back as they were, byte for byte of their values.</summary>
    /// <param name="file">As for <see cref="Write"/>.</param>
    /// <param name="snapshot">From the reading of the file before it was written.</param>
    /// <exception cref="TagException">The tags cannot be restored without changing something else.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static void Restore(FileStream file, GenreSnapshot snapshot) => Checked(file, format => format.Restore(file, snapshot));

    private static void Checked(FileStream file, Action<ITagFormat> change)
    {
        var format = FormatOf(file);
        var before = format.Read(file);
        var audio = AudioHash.Of(file, before);
        change(format);
        var after = format.Read(file);
        if (!after.Others.SequenceEqual(before.Others) || AudioHash.Of(file, after) != audio)
        {
            throw new TagException(TagErrors.NotKept, "The file was left alone, because something besides the genre would have changed.");
        }
    }

    private static ITagFormat FormatOf(FileStream file) =>
        Formats.FirstOrDefault(format => format.Recognises(file))
        ?? throw new TagException(TagErrors.Unsupported, "The tags of this file format are not supported.");
}
