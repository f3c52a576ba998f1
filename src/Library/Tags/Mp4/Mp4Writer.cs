namespace GenreQueue.Library.Tags.Mp4;

/// <summary>Writes a file whose tags have changed: into padding where there is enough, otherwise by moving what follows.</summary>
internal static class Mp4Writer
{
    private const int NewPadding = 1024;

    /// <summary>Changes the tags of a file.</summary>
    /// <param name="file">Open for reading and writing.</param>
    /// <param name="change">Changes the tags in memory.</param>
    /// <exception cref="TagException">The file is damaged, or something in it would break.</exception>
    public static void Write(FileStream file, Action<Mp4Tags> change)
    {
        var layout = Mp4Layout.Read(file);
        var movie = Mp4Layout.Parse(file, layout.Movie);
        var before = movie.Size;
        change(new Mp4Tags(movie));

        var old = layout.Movie;
        var next = layout.Boxes.FirstOrDefault(box => box.Start == old.End);
        var padding = next is not null && Mp4Layout.IsPadding(file, next) ? next : null;
        var isLast = (padding ?? old).End == layout.Length;
        if (TryResizePadding(movie, before, mayAdd: !isLast) || isLast)
        {
            Save(file, old, movie, padding: 0, rest: old.End);
        }
        else if (Room(movie, old, padding) is { } room)
        {
            Save(file, old, movie, room, (padding ?? old).End);
        }
        else
        {
            Widen(movie);
            var moves = new Moves(file, layout, movie.Size - before);
            moves.Check(movie);
            moves.Change(movie);
            Save(file, old, movie, padding: 0, rest: old.End);
            moves.Finish();
        }
    }

    // Makes the movie as long as it was.
    private static bool TryResizePadding(Box movie, long size, bool mayAdd)
    {
        var more = movie.Size - size;
        if (more == 0) return true;
        foreach (var list in PaddedLists(movie))
        {
            foreach (var padding in list.Children!.Where(child => child.IsPadding))
            {
                if (padding.TryResize(padding.Size - more)) return true;
                if (padding.Size == more) return list.Children!.Remove(padding);
            }
        }
        if (!mayAdd || -more < Box.Header) return false;
        AddPadding(movie, -more);
        return true;
    }

    // What is left between the movie and what follows the padding behind it; null if that is too little.
    private static long? Room(Box movie, TopBox old, TopBox? padding)
    {
        var room = (padding ?? old).End - old.Start - movie.Size;
        return room is 0 or >= Box.Header ? room : null;
    }

    // Everything after the movie has to move: with room for the next change it happens once.
    private static void Widen(Box movie)
    {
        var size = Box.Header + NewPadding;
        var old = PaddedLists(movie).SelectMany(list => list.Children!).FirstOrDefault(child => child.IsPadding);
        if (old is null) AddPadding(movie, size);
        else old.TryResize(size);
    }

    private static void AddPadding(Box movie, long size)
    {
        var list = PaddedLists(movie).First(list => list == movie || list.All("ilst").Any());
        list.Children!.Add(Box.Padding(size));
    }

    private static IEnumerable<Box> PaddedLists(Box movie)
    {
        var users = movie.All("udta").ToList();
        return [.. users.SelectMany(user => user.All("meta")), .. users, movie];
    }

    private static void Save(FileStream file, TopBox old, Box movie, long padding, long rest) => FilePart.Rewrite(
        file,
        [
            FilePart.Keep(0, old.Start),
            FilePart.Add(movie.ToBytes()),
            FilePart.Add(padding == 0 ? [] : Box.Padding(padding).ToBytes()),
            FilePart.Keep(rest, file.Length),
        ]);
}
