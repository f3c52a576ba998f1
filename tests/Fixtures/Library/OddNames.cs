namespace GenreQueue.Fixtures.Library;

/// <summary>Names that mean something to a file system, a shell, a terminal, a parser or a page.</summary>
internal static class OddNames
{
    /// <summary>Names without extension; none contains a slash.</summary>
    public static readonly string[] Names =
    [
        "with spaces", " leading space", "trailing space ", "-leading dash", "--write", "new\nline", "tab\there", "carriage\rreturn", "quote\"double", "quote'single",
        "back\\slash", "caf\u00E9 composed", "cafe\u0301 decomposed", "\U0001F3B5 \U0001F468\u200D\U0001F469\u200D\U0001F467", "\u65E5\u672C\u8A9E", "\u202Egnp", "\u0645\u0648\u0633\u064A\u0642\u0649",
        "<script>alert(1)<script>", "&amp;", "$(id)", "`id`", "; rm -rf x", "a*?[b]", "%00%n%s", "{0}", "=1+1", "@sum", "#hash", "~", "..two dots", "CON", "a:b|c", "\u001B[31mred",
        "http:%2F%2Fexample", "\u2028line separator", new string('n', 200), string.Concat(Enumerable.Repeat("\u00E9", 100)),
    ];
}
