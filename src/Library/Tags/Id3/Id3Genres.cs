using System.Globalization;
using System.Text.RegularExpressions;

namespace GenreQueue.Library.Tags.Id3;

/// <summary>The numbered genres of ID3v1 with the additions of Winamp, and the texts in which ID3v2 names them.</summary>
internal static partial class Id3Genres
{
    /// <summary>The number of ID3v1 that stands for no genre.</summary>
    public const byte None = 255;

    private const string Separator = "; ";

    private static readonly string[] Names =
    [
        "Blues", "Classic Rock", "Country", "Dance", "Disco", "Funk", "Grunge", "Hip-Hop", "Jazz", "Metal", "New Age", "Oldies",
        "Other", "Pop", "R&B", "Rap", "Reggae", "Rock", "Techno", "Industrial", "Alternative", "Ska", "Death Metal", "Pranks",
        "Soundtrack", "Euro-Techno", "Ambient", "Trip-Hop", "Vocal", "Jazz+Funk", "Fusion", "Trance", "Classical", "Instrumental",
        "Acid", "House", "Game", "Sound Clip", "Gospel", "Noise", "Alt. Rock", "Bass", "Soul", "Punk", "Space", "Meditative",
        "Instrumental Pop", "Instrumental Rock", "Ethnic", "Gothic", "Darkwave", "Techno-Industrial", "Electronic", "Pop-Folk",
        "Eurodance", "Dream", "Southern Rock", "Comedy", "Cult", "Gangsta Rap", "Top 40", "Christian Rap", "Pop/Funk", "Jungle",
        "Native American", "Cabaret", "New Wave", "Psychedelic", "Rave", "Showtunes", "Trailer", "Lo-Fi", "Tribal", "Acid Punk",
        "Acid Jazz", "Polka", "Retro", "Musical", "Rock & Roll", "Hard Rock", "Folk", "Folk-Rock", "National Folk", "Swing",
        "Fast-Fusion", "Bebop", "Latin", "Revival", "Celtic", "Bluegrass", "Avantgarde", "Gothic Rock", "Progressive Rock",
        "Psychedelic Rock", "Symphonic Rock", "Slow Rock", "Big Band", "Chorus", "Easy Listening", "Acoustic", "Humour", "Speech",
        "Chanson", "Opera", "Chamber Music", "Sonata", "Symphony", "Booty Bass", "Primus", "Porn Groove", "Satire", "Slow Jam",
        "Club", "Tango", "Samba", "Folklore", "Ballad", "Power Ballad", "Rhythmic Soul", "Freestyle", "Duet", "Punk Rock",
        "Drum Solo", "A Cappella", "Euro-House", "Dance Hall", "Goa", "Drum & Bass", "Club-House", "Hardcore", "Terror", "Indie",
        "BritPop", "Afro-Punk", "Polsk Punk", "Beat", "Christian Gangsta Rap", "Heavy Metal", "Black Metal", "Crossover",
        "Contemporary Christian", "Christian Rock", "Merengue", "Salsa", "Thrash Metal", "Anime", "JPop", "Synthpop", "Abstract",
        "Art Rock", "Baroque", "Bhangra", "Big Beat", "Breakbeat", "Chillout", "Downtempo", "Dub", "EBM", "Eclectic", "Electro",
        "Electroclash", "Emo", "Experimental", "Garage", "Global", "IDM", "Illbient", "Industro-Goth", "Jam Band", "Krautrock",
        "Leftfield", "Lounge", "Math Rock", "New Romantic", "Nu-Breakz", "Post-Punk", "Post-Rock", "Psytrance", "Shoegaze",
        "Space Rock", "Trop Rock", "World Music", "Neoclassical", "Audiobook", "Audio Theatre", "Neue Deutsche Welle", "Podcast",
        "Indie Rock", "G-Funk", "Dubstep", "Garage Rock", "Psybient",
    ];

    /// <summary>The name of a number; null if the list has none.</summary>
    public static string? NameOf(int number) => number < Names.Length ? Names[number] : null;

    /// <summary>The number of a name, compared without case; <see cref="None"/> if the list does not have it.</summary>
    public static byte NumberOf(string? name)
    {
        var number = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return number < 0 ? None : (byte)number;
    }

    /// <summary>The genres that the values of a genre frame name: numbers as <c>17</c>, <c>(17)</c>, <c>(4)(17)Remark</c>, and names.</summary>
    /// <param name="values">The values of the frame.</param>
    /// <param name="joined">Whether one value can be several genres joined with <c>"; "</c>, as this project writes them before ID3v2.4.</param>
    public static IReadOnlyList<string> Parse(IEnumerable<string> values, bool joined) =>
        GenreValues.Distinct(values.SelectMany(value => joined ? value.Split(Separator) : [value]).SelectMany(Parse));

    /// <summary>The values of a genre frame.</summary>
    /// <param name="genres">The genres.</param>
    /// <param name="joined">Whether they are one value, as before ID3v2.4.</param>
    /// <exception cref="TagException">A player would read something else, such as the name that the list has for a number.</exception>
    public static IReadOnlyList<string> Format(IReadOnlyList<string> genres, bool joined)
    {
        // Before 2.4 a parenthesis at the start is doubled, because it begins a number otherwise.
        var values = joined ? [string.Join(Separator, genres.Select(genre => genre.StartsWith('(') ? $"({genre}" : genre))] : genres;
        return Parse(values, joined).SequenceEqual(GenreValues.Distinct(genres))
            ? values
            : throw new TagException(TagErrors.Unsupported, $"ID3 cannot hold the genre '{string.Join(Separator, genres)}', because players would read it as another one; rename it.");
    }

    private static IEnumerable<string> Parse(string value)
    {
        var text = value.Trim();
        if (Known(text, out var name)) return name is null ? [] : [name];
        var match = Numbered().Match(text);
        var rest = match.Groups["rest"].Value;
        var numbers = match.Groups["number"].Captures.Select(number => Known(number.Value, out var known) ? known : null).OfType<string>();
        return numbers.Append(rest.StartsWith("((", StringComparison.Ordinal) ? rest[1..] : rest);
    }

    /// <summary>Whether the text is a number of the list or one of the two abbreviations; the name is null for numbers without one.</summary>
    private static bool Known(string text, out string? name)
    {
        var isNumber = byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        name = text switch
        {
            "RX" => "Remix",
            "CR" => "Cover",
            _ => isNumber ? NameOf(number) : null,
        };
        return isNumber || name is not null;
    }

    [GeneratedRegex(@"^(?:\((?<number>[0-9]{1,9}|RX|CR)\))*(?<rest>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
