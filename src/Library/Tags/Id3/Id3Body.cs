namespace GenreQueue.Library.Tags.Id3;

/// <summary>Splits the body of an ID3v2 tag into frames and padding.</summary>
internal static class Id3Body
{
    private const int MostFrames = 10_000;

    /// <summary>Whether the bytes are a name of three or four letters and digits; old iTunes ends those of three with a zero or a space.</summary>
    public static bool IsFrameName(ReadOnlySpan<byte> name)
    {
        static bool IsLetterOrDigit(byte value) => value is >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9';
        for (var i = 0; i < 3; i++)
        {
            if (!IsLetterOrDigit(name[i])) return false;
        }
        return name.Length == 3 || name[3] is 0 or (byte)' ' || IsLetterOrDigit(name[3]);
    }

    /// <summary>Reads the frames of a tag.</summary>
    /// <param name="body">What follows the header and the extended header.</param>
    /// <param name="version">Version of the tag, 2 to 4.</param>
    /// <param name="isUnsynchronised">The flag of the tag.</param>
    /// <returns>The frames, which share the bytes, the way in which they are written and the number of zero bytes behind them.</returns>
    /// <exception cref="TagException">They are damaged.</exception>
    public static (List<Id3Frame> Frames, Id3Style Style, int Padding) Read(ReadOnlyMemory<byte> body, int version, bool isUnsynchronised)
    {
        var style = new Id3Style(version, version != 4, isUnsynchronised);
        // Old iTunes writes plain sizes into tags of version 4; taken the right way, they lead into the middle of a frame.
        Id3Style[] styles = version == 4 ? [style, style with { HasPlainSizes = true }] : [style];
        foreach (var candidate in styles)
        {
            if (TryRead(body, candidate) is { } found) return (found.Frames, candidate, found.Padding);
        }
        throw new TagException(TagErrors.Unreadable, "A frame of the ID3 tag is damaged.");
    }

    private static (List<Id3Frame> Frames, int Padding)? TryRead(ReadOnlyMemory<byte> body, Id3Style style)
    {
        var frames = new List<Id3Frame>();
        while (body.Length > style.HeaderLength && body.Span[0] != 0)
        {
            if (!IsFrameName(body.Span[..style.IdLength]) || frames.Count == MostFrames) return null;
            if (style.ReadSize(body.Span) is not { } size || size > (uint)(body.Length - style.HeaderLength)) return null;
            var length = style.HeaderLength + (int)size;
            frames.Add(new Id3Frame(body[..length], style));
            body = body[length..];
        }
        return body.Span.ContainsAnyExcept((byte)0) ? null : (frames, body.Length);
    }
}
