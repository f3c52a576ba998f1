using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Corpus;

/// <summary>A good file under names that mean something to a file system, a shell, a terminal, a log or a page.</summary>
internal static class OddNames
{
    private static readonly string[] Names =
    [
        "../../../../tmp/escaped.wav", "/etc/passwd", "C:\\Windows\\system.ini", "..", ".", " ", "a\0b.wav", "a\r\n{\"@t\":\"forged\"}.wav", "\u202Egnp.exe",
        "\u2028line", "\u001B[31mred", new string('n', 300), string.Concat(Enumerable.Repeat("\U0001F3B5", 300)), "\uD800.wav", "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>", "-i", "--help", "$(id)", "`id`", "; rm -rf x", "|id", "%00", "%n%s%x", "{0}{name}", "con", "a*?.wav", "'; drop table jobs; --",
        "http://127.0.0.1/x.mp3", "pipe:0", "concat:a|b",
    ];

    public static IEnumerable<BadFile> Make() => Names.Select((name, n) => new BadFile(name, TestFile.Song(500 + n, seconds: 1.5).Content, "an odd name"));
}
