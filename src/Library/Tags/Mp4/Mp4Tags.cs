using System.Text;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>The tags in a <c>moov</c> box, to be read and changed in memory.</summary>
/// <param name="movie">The box.</param>
internal sealed class Mp4Tags(Box movie)
{
    // What iTunes and every tagger writes: no version, the handler "mdir" of "appl", no name.
    private static readonly byte[] DefaultHandler = [0, 0, 0, 0, 0, 0, 0, 0, .. "mdirappl"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The lists that may hold a genre and those around them, outer ones first.</summary>
    /// <exception cref="TagException">A list is damaged.</exception>
    public IReadOnlyList<Container> Containers
    {
        get
        {
            var found = new List<Container>();
            foreach (var child in movie.Children!) Collect(child, movie, movie.Type, found);
            return found;
        }
    }

    /// <summary>Whether a box is what a tagger creates with every new <c>meta</c>, which tells nothing.</summary>
    public static bool IsDefaultHandler(Box box) => box.Type == "hdlr" && box.Payload.Span.SequenceEqual(DefaultHandler);

    /// <summary>Genre and provenance as they are.</summary>
    public GenreSnapshot Snapshot()
    {
        var containers = Containers;
        return new GenreSnapshot([.. containers.Select(container => container.Name)], [.. containers.SelectMany(Fields)]);
    }

    /// <summary>The genres of all lists.</summary>
    public IReadOnlyList<string> Genres() =>
        GenreValues.Distinct(Containers.SelectMany(at => at.Boxes.Where(at.IsGenre).SelectMany(at.Genres)));

    /// <summary>The provenance.</summary>
    public Provenance? Provenance() =>
        ProvenanceFields.Parse(ItemLists(Containers).SelectMany(list => list.Boxes).Select(Freeform.Field).OfType<KeyValuePair<string, string>>());

    /// <summary>Changes genre and provenance.</summary>
    public void Write(GenreWrite write)
    {
        var holders = Containers.Where(container => container.Boxes.Exists(container.IsGenre)).ToList();
        if (holders.Count == 0 && write.Genres.Count > 0) holders.Add(ItemList());
        foreach (var holder in holders) holder.SetGenres(write.Genres);

        foreach (var list in ItemLists(Containers)) list.Boxes.RemoveAll(item => Freeform.KeyOf(item) is not null);
        if (write.Provenance is not null) ItemList().Boxes.AddRange(ProvenanceFields.Of(write.Provenance).Select(Freeform.Of));
    }

    /// <summary>Puts genre and provenance back.</summary>
    /// <exception cref="TagException">A list that held a genre is gone.</exception>
    public void Restore(GenreSnapshot snapshot)
    {
        var missing = snapshot.Fields.Select(field => field.Container).Except(Containers.Select(container => container.Name)).FirstOrDefault();
        if (missing is not null) throw new TagException(TagErrors.NotKept, $"The list {missing} that held the genre is gone.");

        foreach (var container in Containers.Reverse())
        {
            var fields = snapshot.Fields.Where(field => field.Container == container.Name).OrderBy(field => field.Position);
            FieldList.Restore(
                container.Boxes,
                item => container.KeyOf(item) is not null,
                fields.Select(field => (field.Position, container.Item(field.Key, field.Value))));
            if (!snapshot.Containers.Contains(container.Name) && IsEmpty(container.Box)) container.Parent.Children!.Remove(container.Box);
        }
    }

    private static bool IsEmpty(Box box) =>
        IsDefaultHandler(box) || (box.Children is { } children && children.TrueForAll(child => child.IsPadding) && box.Tail.IsEmpty);

    private static IEnumerable<RawField> Fields(Container container) =>
        from at in container.Boxes.Select((item, i) => (Item: item, Position: i))
        let key = container.KeyOf(at.Item)
        where key is not null
        select new RawField(container.Name, key, at.Item.Payload.ToArray(), at.Position);

    private static IEnumerable<Container> ItemLists(IEnumerable<Container> containers) => containers.Where(container => container.Kind == ContainerKind.Items);

    // The first list for items of iTunes' kind; created with what must be around it if there is none.
    private Container ItemList()
    {
        if (ItemLists(Containers).FirstOrDefault() is { } list) return list;

        var user = movie.All("udta").FirstOrDefault() ?? Added(movie, new Box("udta", default, []));
        var meta = user.All("meta").FirstOrDefault(box => box.Children is not null && !box.All("hdlr").Any() && !box.All("keys").Any())
            ?? user.All("meta").FirstOrDefault(box => box.All("hdlr").Any(handler => handler.Payload.Length >= 12 && handler.Payload.Span[8..12].SequenceEqual("mdir"u8)))
            ?? Added(user, new Box("meta", new byte[4], []));
        if (!meta.All("hdlr").Any()) meta.Children!.Insert(0, new Box("hdlr", (byte[])[.. DefaultHandler]));
        meta.Children!.Insert(meta.Children.FindLastIndex(child => !child.IsPadding) + 1, new Box("ilst", default, []));
        return ItemLists(Containers).First();
    }

    private static Box Added(Box list, Box box)
    {
        list.Children!.Add(box);
        return box;
    }

    private static void Collect(Box box, Box parent, string path, List<Container> found)
    {
        ContainerKind? kind = (parent.Type, box.Type) switch
        {
            ("moov", "udta") => ContainerKind.UserData,
            ("moov" or "udta", "meta") or ("meta", "hdlr") => ContainerKind.Structure,
            ("meta", "ilst") => parent.All("keys").Any() ? ContainerKind.KeyedItems : ContainerKind.Items,
            _ => null,
        };
        if (kind is null) return;

        var name = $"{path}/{box.Type}";
        var same = found.Count(container => container.Name == name || container.Name.StartsWith(name + '#', StringComparison.Ordinal) && !container.Name[name.Length..].Contains('/'));
        if (same > 0) name = $"{name}#{same + 1}";
        found.Add(new Container(name, kind.Value, box, parent, kind == ContainerKind.KeyedItems ? KeyNames(parent.All("keys").First()) : []));
        foreach (var child in box.Children ?? []) Collect(child, box, name, found);
    }

    private static List<string> KeyNames(Box keys)
    {
        if (keys.Payload.Length < 8) throw Mp4Errors.Damaged("The list of keys is cut off.");
        var (entries, _) = BoxParser.Split(keys.Payload[8..]);
        return [.. entries.Select(entry => entry.Type == "mdta" ? Encoding.UTF8.GetString(entry.Payload.Span) : "")];
    }
}
