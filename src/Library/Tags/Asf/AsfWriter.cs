using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Asf;

/// <summary>Writes a file whose tags have changed: into padding where there is enough, otherwise by moving the audio.</summary>
internal static class AsfWriter
{
    private const int NewPadding = 1024;

    /// <summary>Changes the tags of a file.</summary>
    /// <param name="file">Open for reading and writing.</param>
    /// <param name="change">Changes the tags in memory.</param>
    /// <exception cref="TagException">The file is damaged, or something in it would break.</exception>
    public static void Write(FileStream file, Action<AsfTags> change)
    {
        var asf = AsfFile.Read(file);
        if (asf.Header.Children!.Exists(child => child.Id == AsfIds.DigitalSignature)) throw AsfErrors.Unsupported("its header is signed.");
        change(new AsfTags(asf.Header));

        var more = asf.Header.Size - asf.HeaderEnd;
        if (more != 0 && !TryResizePadding(asf.Header, more)) Widen(asf.Header);
        var size = asf.SizeField();
        if (!size.IsEmpty) BinaryPrimitives.WriteInt64LittleEndian(size, asf.Header.Size + asf.Length - asf.HeaderEnd);
        FilePart.Rewrite(file, [FilePart.Add(asf.Header.ToBytes()), FilePart.Keep(asf.HeaderEnd, asf.Length)]);
    }

    private static bool TryResizePadding(AsfObject header, long more)
    {
        foreach (var (list, padding) in Paddings(header))
        {
            if (padding.Size == more) return list.Children!.Remove(padding);
            if (padding.Size - more < AsfObject.Header) continue;
            padding.Payload = new byte[padding.Payload.Length - more];
            return true;
        }
        if (-more < AsfObject.Header) return false;
        header.Children!.Add(AsfObject.Padding(-more));
        return true;
    }

    // The audio has to move: with room for the next change it happens once.
    private static void Widen(AsfObject header)
    {
        var old = Paddings(header).FirstOrDefault().Padding;
        if (old is not null) old.Payload = new byte[NewPadding];
        else header.Children!.Add(AsfObject.Padding(AsfObject.Header + NewPadding));
    }

    private static List<(AsfObject List, AsfObject Padding)> Paddings(AsfObject header) =>
    [
        .. from list in header.Children!.Where(child => child.Children is not null).Append(header)
           from child in list.Children!
           where child.IsPadding
           select (list, child),
    ];
}
