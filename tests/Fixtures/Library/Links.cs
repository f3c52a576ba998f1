using System.Diagnostics;

namespace GenreQueue.Fixtures.Library;

/// <summary>Symbolic and hard links.</summary>
internal static class Links
{
    public static void Add(string music, string outside, IReadOnlyList<string> clips)
    {
        var folder = Directory.CreateDirectory(Path.Combine(music, "Links")).FullName;
        Directory.CreateDirectory(outside);
        File.Copy(clips[1], Path.Combine(outside, "elsewhere.flac"));
        File.CreateSymbolicLink(Path.Combine(folder, "inside.mp3"), "../Artist 0/Album 0/01 Title.mp3");
        File.CreateSymbolicLink(Path.Combine(folder, "outside.flac"), "../../outside/elsewhere.flac");
        File.CreateSymbolicLink(Path.Combine(folder, "dangling.mp3"), "nowhere.mp3");
        File.CreateSymbolicLink(Path.Combine(folder, "itself.mp3"), "itself.mp3");
        Directory.CreateSymbolicLink(Path.Combine(folder, "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(folder, "album"), "../Artist 1/Album 4");
        var first = Path.Combine(folder, "hard 1.mp3");
        File.Copy(clips[0], first);
        using var link = Process.Start("ln", [first, Path.Combine(folder, "hard 2.mp3")]);
        link.WaitForExit();
    }
}
