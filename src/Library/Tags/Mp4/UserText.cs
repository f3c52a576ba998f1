using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>A genre directly in <c>udta</c>: QuickTime's <c>©gen</c> and 3GPP's <c>gnre</c>. Several genres are one text, joined with <c>"; "</c>.</summary>
internal static class UserText
{
    private const string Separator = "; ";
    private const int QuickTimeHeader = 4;
    private const int AssetHeader = 6;

    // Language codes below are those of the Macintosh, with a character set each; above are letters, and the text is UTF-8.
    private const ushort FirstLetters = 0x400;
    private const ushort Unspecified = 0x7FFF;
    private const ushort Undetermined = 0x55C4;

    private static readonly Encoding Roman = CodePagesEncodingProvider.Instance.GetEncoding(10_000)!;

    /// <summary>The genres of a box.</summary>
    /// <exception cref="TagException">The box is damaged.</exception>
    public static IEnumerable<string> Genres(Box box) =>
        ItemValue.IsData(box.Payload) ? ItemValue.Texts(box.Payload) : Texts(box).SelectMany(Split);

    /// <summary>The payload with other genres.</summary>
    /// <param name="box">The box as it is.</param>
    /// <param name="genres">One or more genres.</param>
    /// <exception cref="TagException">The genres are too long.</exception>
    public static byte[] Changed(Box box, IReadOnlyList<string> genres)
    {
        if (ItemValue.IsData(box.Payload)) return ItemValue.Of(genres);
        var joined = Join(genres);
        var text = Encoding.UTF8.GetBytes(joined);
        var old = box.Payload.Span;
        if (box.Type == Container.Number) return [.. old[..AssetHeader], .. text, 0];

        if (text.Length > ushort.MaxValue) throw Mp4Errors.Unsupported("The genres are too long.");
        var bytes = new byte[QuickTimeHeader + text.Length];
        var language = old.Length < QuickTimeHeader ? Undetermined : BinaryPrimitives.ReadUInt16BigEndian(old[2..]);
        if (IsMacintosh(language) && !Ascii.IsValid(joined)) language = Undetermined;
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)text.Length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), language);
        text.CopyTo(bytes, QuickTimeHeader);
        return bytes;
    }

    /// <summary>Several genres as one text, where a file can hold only one.</summary>
    /// <exception cref="TagException">They could not be told apart again.</exception>
    public static string Join(IReadOnlyList<string> genres) => genres.Any(genre => genre.Contains(Separator[0]))
        ? throw Mp4Errors.Unsupported("it separates several genres by semicolons, so none may have one; rename it.")
        : string.Join(Separator, genres);

    /// <summary>The genres of a text of <see cref="Join"/>.</summary>
    public static IEnumerable<string> Split(string text) => text.Split(Separator[0]);

    private static IEnumerable<string> Texts(Box box)
    {
        if (box.Type == Container.Number)
        {
            if (box.Payload.Length < AssetHeader) throw Mp4Errors.Damaged("A genre is cut off.");
            yield return Text(box.Payload.Span[AssetHeader..]);
            yield break;
        }
        for (var rest = box.Payload; rest.Length >= QuickTimeHeader;)
        {
            var end = QuickTimeHeader + BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            if (end > rest.Length) throw Mp4Errors.Damaged("A genre is cut off.");
            var text = rest.Span[QuickTimeHeader..end];
            yield return IsMacintosh(BinaryPrimitives.ReadUInt16BigEndian(rest.Span[2..])) ? Macintosh(text) : Text(text);
            rest = rest[end..];
        }
    }

    private static bool IsMacintosh(ushort language) => language is < FirstLetters or Unspecified;

    // Some programs write UTF-8 whatever the code says; Roman letters beyond ASCII are rarely valid UTF-8.
    private static string Macintosh(ReadOnlySpan<byte> text) =>
        (Utf8.IsValid(text) ? Encoding.UTF8 : Roman).GetString(text);

    private static string Text(ReadOnlySpan<byte> text)
    {
        var decoded = text switch
        {
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(text[2..]),
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(text[2..]),
            _ => Encoding.UTF8.GetString(text),
        };
        return decoded.TrimEnd('\0');
    }
}
