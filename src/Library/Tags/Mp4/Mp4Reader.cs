using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>Reads genre, provenance and the hashes of everything else.</summary>
internal static class Mp4Reader
{
    private const string QuickTime = "mov";
    private const string Mp4 = "mp4";

    /// <summary>Reads the tags of a file.</summary>
    /// <exception cref="TagException">The file is damaged.</exception>
    public static TagReading Read(FileStream file)
    {
        var layout = Mp4Layout.Read(file);
        var movie = Mp4Layout.Parse(file, layout.Movie);
        var tags = new Mp4Tags(movie);
        return new TagReading(
            IsQuickTime(file, layout) ? QuickTime : Mp4,
            tags.Genres(),
            tags.Provenance(),
            tags.Snapshot(),
            Others(file, layout, movie, tags),
            [.. layout.Boxes.Where(box => box.Type == "mdat").Select(box => box.Payload)]);
    }

    private static bool IsQuickTime(FileStream file, Mp4Layout layout)
    {
        if (layout.Boxes[0] is not { Type: "ftyp", Payload: { Length: >= 4 } brand }) return true;
        Span<byte> major = stackalloc byte[4];
        file.Position = brand.Start;
        file.ReadExactly(major);
        return major.SequenceEqual("qt  "u8);
    }

    // Positions in the file change when the tags grow. What they mean must not: they are hashed as places in the audio.
    private static List<TagElement> Others(FileStream file, Mp4Layout layout, Box movie, Mp4Tags tags)
    {
        var others = new List<TagElement>();
        var places = new Places(layout);
        using var positions = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var box in layout.Boxes)
        {
            switch (box.Type)
            {
                case "moov":
                    TakePositions(movie, places, positions);
                    AddMovie(movie, tags, others);
                    break;
                case "moof" or "mfra":
                    var parsed = Mp4Layout.Parse(file, box);
                    TakePositions(parsed, places, positions);
                    others.Add(TagElement.Of("", box.Type, parsed.ToBytes()));
                    break;
                case "mdat":
                    others.Add(TagElement.Of("", box.Type, BitConverter.GetBytes(box.Payload.Length)));
                    break;
                default:
                    if (!Mp4Layout.IsPadding(file, box)) others.Add(TagElement.Of("", box.Type, file, box.Payload));
                    break;
            }
        }
        others.Add(new TagElement("", "positions", Convert.ToHexStringLower(positions.GetHashAndReset())));
        return others;
    }

    private static void TakePositions(Box box, Places places, IncrementalHash hash)
    {
        var place = new byte[12];
        foreach (var table in PositionTable.Of(box))
        {
            table.Replace(position =>
            {
                var (region, offset) = places.Of(position);
                BinaryPrimitives.WriteInt32BigEndian(place, region);
                BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(4), offset);
                hash.AppendData(place);
                return 0;
            });
        }
    }

    private static void AddMovie(Box movie, Mp4Tags tags, List<TagElement> others)
    {
        var lists = tags.Containers.Where(container => container.Box.Children is not null).ToDictionary(container => container.Box);
        Add(movie, movie.Type);

        void Add(Box list, string name)
        {
            var container = lists.GetValueOrDefault(list);
            foreach (var child in list.Children!)
            {
                if (lists.TryGetValue(child, out var inner)) Add(child, inner.Name);
                else if (!child.IsPadding && !Mp4Tags.IsDefaultHandler(child) && container?.KeyOf(child) is null) others.Add(TagElement.Of(name, child.Type, child.ToBytes()));
            }
            if (!list.Tail.IsEmpty) others.Add(TagElement.Of(name, "", list.Tail.Span));
        }
    }
}
