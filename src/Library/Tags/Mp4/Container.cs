using System.Buffers.Binary;
using System.Text;
using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>What a <see cref="Container"/> holds.</summary>
internal enum ContainerKind
{
    /// <summary>Lists that hold no genre themselves.</summary>
    Structure,

    /// <summary>An <c>ilst</c> whose items are named by their type, as iTunes writes it.</summary>
    Items,

    /// <summary>An <c>ilst</c> whose items are named by a list of keys, as QuickTime writes it.</summary>
    KeyedItems,

    /// <summary>A <c>udta</c>, which may hold a genre as plain text.</summary>
    UserData,
}

/// <summary>A list of <c>moov</c> that may hold genres, or that holds such lists.</summary>
/// <param name="Name">Its path, such as <c>moov/udta/meta/ilst</c>; the second of the same path has <c>#2</c> after its type.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Box">The list.</param>
/// <param name="Parent">The list that it is in.</param>
/// <param name="Keys">The names of the items of <see cref="ContainerKind.KeyedItems"/>; item 1 has the first.</param>
internal sealed record Container(string Name, ContainerKind Kind, Box Box, Box Parent, IReadOnlyList<string> Keys)
{
    /// <summary>Type of a genre as text.</summary>
    public const string Genre = "©gen";

    /// <summary>Type of a genre as a number in items, and as text in user data.</summary>
    public const string Number = "gnre";

    private const int TypeLength = 4;

    // QuickTime's own name, and the one that ffmpeg uses.
    private static readonly string[] GenreKeys = ["com.apple.quicktime.genre", "genre"];

    /// <summary>The boxes of the list.</summary>
    public List<Box> Boxes => Box.Children ?? [];

    /// <summary>Name of an item's field in the snapshot if the item holds genre or provenance; otherwise null.</summary>
    public string? KeyOf(Box item)
    {
        if (IsGenre(item)) return Kind == ContainerKind.KeyedItems ? Keys[IndexOf(item)] : item.Type;
        return Kind == ContainerKind.Items ? Freeform.KeyOf(item) : null;
    }

    /// <summary>Whether an item holds a genre.</summary>
    public bool IsGenre(Box item) => Kind switch
    {
        ContainerKind.Items or ContainerKind.UserData => item.Type is Genre or Number,
        ContainerKind.KeyedItems => IndexOf(item) is var index && index >= 0 && index < Keys.Count && GenreKeys.Contains(Keys[index]),
        _ => false,
    };

    /// <summary>The genres of an item that holds some.</summary>
    /// <exception cref="TagException">The item is damaged.</exception>
    public IEnumerable<string> Genres(Box item) => (Kind, item.Type) switch
    {
        (ContainerKind.UserData, _) => UserText.Genres(item),
        (ContainerKind.Items, Number) => ItemValue.Numbers(item.Payload).Where(number => number > 0).Select(number => Id3Genres.NameOf(number - 1) ?? ""),
        // Several values of one key are the same text in several languages.
        (ContainerKind.KeyedItems, _) => ItemValue.Texts(item.Payload).SelectMany(UserText.Split),
        _ => ItemValue.Texts(item.Payload),
    };

    /// <summary>Makes the genres of this container those given; none removes them. Only <see cref="ContainerKind.Items"/> can get a first one.</summary>
    /// <exception cref="TagException">The genres are too long, or cannot be told apart where they are one text.</exception>
    public void SetGenres(IReadOnlyList<string> genres) =>
        FieldList.Replace(Boxes, IsGenre, genres.Count == 0 ? [] : [Changed(genres)]);

    /// <summary>A field of the snapshot as an item.</summary>
    /// <param name="key">From <see cref="KeyOf"/>.</param>
    /// <param name="value">The payload of the item.</param>
    public Box Item(string key, byte[] value) =>
        new(Kind == ContainerKind.KeyedItems ? KeyedType(key) : key[..TypeLength], value);

    private Box Changed(IReadOnlyList<string> genres)
    {
        var old = Boxes.Find(IsGenre);
        return Kind switch
        {
            ContainerKind.UserData => new Box(old!.Type, UserText.Changed(old, genres)),
            ContainerKind.KeyedItems => new Box(old!.Type, ItemValue.Of([UserText.Join(genres)])),
            _ => new Box(Genre, ItemValue.Of(genres)),
        };
    }

    private static int IndexOf(Box item) => BinaryPrimitives.ReadInt32BigEndian(Encoding.Latin1.GetBytes(item.Type)) - 1;

    private string KeyedType(string key)
    {
        var number = new byte[TypeLength];
        BinaryPrimitives.WriteInt32BigEndian(number, Keys.ToList().IndexOf(key) + 1);
        return Encoding.Latin1.GetString(number);
    }
}
