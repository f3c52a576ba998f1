using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>Changes the positions that a file holds when everything after its <c>moov</c> moves.</summary>
/// <param name="file">Open for reading and writing.</param>
/// <param name="layout">The file before the change.</param>
/// <param name="by">By how many bytes it moves.</param>
internal sealed class Moves(FileStream file, Mp4Layout layout, long by)
{
    private readonly List<(TopBox Old, Box New)> _fragments = [];

    /// <summary>Refuses files with positions that are not followed here.</summary>
    /// <exception cref="TagException">There are such positions.</exception>
    public void Check(Box movie)
    {
        if (layout.Boxes.Any(box => box.Type == "sidx" && box.Start < layout.Movie.Start)) throw Unsupported("an index of its segments stands before the tags");
        foreach (var track in movie.All("trak"))
        {
            if (Inside(track, "mdia", "minf", "dinf").SelectMany(box => box.All("dref")).Any(HasExternalData)) throw Unsupported("its audio is in another file");
        }
        var metas = layout.Boxes.Where(box => box.Type == "meta").Select(box => Mp4Layout.Parse(file, box))
            .Concat(movie.All("trak").Append(movie).SelectMany(box => box.All("meta")));
        if (metas.Any(meta => meta.ToBytes().AsSpan().IndexOf("iloc"u8) >= 0)) throw Unsupported("it holds items outside the tracks");
    }

    /// <summary>Changes the positions in the movie, and those in the fragments in memory.</summary>
    /// <exception cref="TagException">A position does not fit.</exception>
    public void Change(Box movie)
    {
        Replace(movie);
        foreach (var box in layout.Boxes.Where(box => box.Type is "moof" or "mfra"))
        {
            var fragment = Mp4Layout.Parse(file, box);
            if (Replace(fragment)) _fragments.Add((box, fragment));
        }
    }

    /// <summary>Writes the fragments to where they are now.</summary>
    public void Finish()
    {
        foreach (var (old, fragment) in _fragments)
        {
            file.Position = Moved(old.Start);
            file.Write(fragment.ToBytes());
        }
    }

    private bool Replace(Box box)
    {
        var tables = PositionTable.Of(box);
        foreach (var table in tables) table.Replace(Moved);
        return tables.Count > 0;
    }

    private long Moved(long position) => position >= layout.Movie.End ? position + by : position;

    private static IEnumerable<Box> Inside(Box box, params ReadOnlySpan<string> path)
    {
        IEnumerable<Box> boxes = [box];
        foreach (var type in path) boxes = boxes.SelectMany(at => at.All(type));
        return boxes;
    }

    private static bool HasExternalData(Box references)
    {
        if (references.Payload.Length < 8) throw Mp4Errors.Damaged("A list of files is cut off.");
        var (entries, _) = BoxParser.Split(references.Payload[8..]);
        return entries.Exists(entry => entry.Payload.Length < 4 || (BinaryPrimitives.ReadUInt32BigEndian(entry.Payload.Span) & 1) == 0);
    }

    private static TagException Unsupported(string reason) => Mp4Errors.Unsupported($"there is no room for it, and the rest cannot be moved, because {reason}.");
}
