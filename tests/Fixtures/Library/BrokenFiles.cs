using System.Text;

namespace GenreQueue.Fixtures.Library;

/// <summary>Files that are damaged, empty, unreadable or no audio.</summary>
internal static class BrokenFiles
{
    public static void Add(string folder, IReadOnlyList<string> clips)
    {
        Directory.CreateDirectory(folder);
        Write("empty.mp3", []);
        Write("empty.flac", []);
        Write("text.mp3", Encoding.UTF8.GetBytes("Not audio, despite the name of this file.\n"));
        Write("no extension", Encoding.UTF8.GetBytes("Nothing."));
        var noise = new byte[50_000];
        new Random(1).NextBytes(noise);
        Write("noise.m4a", noise);
        Write("noise.ogg", noise);
        foreach (var clip in clips)
        {
            var (content, extension) = (File.ReadAllBytes(clip), Path.GetExtension(clip));
            Write($"head{Path.GetFileNameWithoutExtension(clip)}{extension}", content[..100]);
            Write($"half{Path.GetFileNameWithoutExtension(clip)}{extension}", content[..(content.Length / 2)]);
        }
        // The size of this tag is greater than the file.
        Write("endless tag.mp3", [.. "ID3\u0004\0\0"u8, 0x7F, 0x7F, 0x7F, 0x7F, .. File.ReadAllBytes(clips[0])]);
        Write("damaged frame.mp3", [.. "ID3\u0004\0\0"u8, 0, 0, 0, 30, .. "TCON"u8, 0x7F, 0x7F, 0x7F, 0x7F, 0, 0, .. new byte[20], .. File.ReadAllBytes(clips[0])]);
        Write(".hidden.mp3", File.ReadAllBytes(clips[0]));
        Write("list.m3u8", "#EXTM3U\n"u8.ToArray());
        Write("unreadable.mp3", File.ReadAllBytes(clips[0]));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(folder, "unreadable.mp3"), UnixFileMode.None);

        void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(folder, name), content);
    }
}
