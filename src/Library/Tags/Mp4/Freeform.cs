using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>Items <c>----</c>, which are named by a domain and a name: ours hold the provenance.</summary>
internal static class Freeform
{
    /// <summary>Type of these items.</summary>
    public const string Type = "----";

    private const string Prefix = Type + ":com.genrequeue:";
    private const string Domain = "com.genrequeue";
    private const string FieldPrefix = "GENREQUEUE_";

    /// <summary>The key of an item in the snapshot if it is one of ours, such as <c>----:com.genrequeue:MODEL</c>; otherwise null.</summary>
    public static string? KeyOf(Box item) => FieldOf(item) is { } field ? Prefix + field[FieldPrefix.Length..] : null;

    /// <summary>Name and text of an item if it is one of ours; otherwise null.</summary>
    public static KeyValuePair<string, string>? Field(Box item) =>
        FieldOf(item) is { } field ? KeyValuePair.Create(field, ItemValue.Texts(item.Payload).FirstOrDefault() ?? "") : null;

    /// <summary>An item with a provenance field.</summary>
    public static Box Of(KeyValuePair<string, string> field) =>
        new(Type, (byte[])[.. Named("mean", Domain), .. Named("name", field.Key[FieldPrefix.Length..]), .. ItemValue.Of([field.Value])]);

    private static string? FieldOf(Box item)
    {
        if (item.Type != Type) return null;
        var parts = BoxParser.Split(item.Payload).Boxes;
        if (Text(parts, "mean") != Domain || Text(parts, "name") is not { } name) return null;
        return ProvenanceFields.Contains(FieldPrefix + name) ? FieldPrefix + name : null;
    }

    private static string? Text(List<Box> parts, string type) =>
        parts.Find(part => part.Type == type) is { } found && found.Payload.Length >= 4 ? Encoding.UTF8.GetString(found.Payload.Span[4..]) : null;

    private static byte[] Named(string type, string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[Box.Header + 4 + value.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        Encoding.Latin1.GetBytes(type, bytes.AsSpan(4));
        value.CopyTo(bytes, Box.Header + 4);
        return bytes;
    }
}
