namespace GenreQueue.Library.Tags.Asf;

/// <summary>Reads genre, provenance and the hashes of everything else.</summary>
internal static class AsfReader
{
    private const string Header = "header";

    /// <summary>Reads the tags of a file.</summary>
    /// <exception cref="TagException">The file is damaged.</exception>
    public static TagReading Read(FileStream file)
    {
        var asf = AsfFile.Read(file);
        var tags = new AsfTags(asf.Header);
        return new TagReading("wma", tags.Genres, tags.Provenance, tags.Snapshot, Others(file, asf, tags), [Packets(asf)]);
    }

    private static ByteRange Packets(AsfFile asf) => new(asf.Data.Start + AsfFile.DataHeader, asf.Data.Length - AsfFile.DataHeader);

    private static List<TagElement> Others(FileStream file, AsfFile asf, AsfTags tags)
    {
        // The size of the file changes with the tags.
        asf.SizeField().Clear();
        var others = new List<TagElement> { TagElement.Of(Header, "", asf.Header.Payload.AsSpan(4)) };
        foreach (var child in asf.Header.Children!) Add(child, Header);
        others.Add(TagElement.Of("", "data", file, new ByteRange(asf.Data.Start, AsfFile.DataHeader)));
        // Indexes count from the first packet, so they do not change.
        var end = asf.Data.Start + asf.Data.Length;
        others.Add(TagElement.Of("", "indexes", file, new ByteRange(end, asf.Length - end)));
        return others;

        void Add(AsfObject child, string list)
        {
            if (child.IsPadding) return;
            if (tags.ListOf(child) is { } attributes)
            {
                others.AddRange(attributes.Others);
                return;
            }
            if (child.Children is null)
            {
                others.Add(TagElement.Of(list, child.Id.ToString(), child.Payload));
                return;
            }
            others.Add(TagElement.Of(list, child.Id.ToString(), child.Payload.AsSpan(0, child.Payload.Length - 4)));
            foreach (var inner in child.Children) Add(inner, "header-extension");
        }
    }
}
