namespace GenreQueue.Library.Tests.Tags;

/// <summary>Opens a file for one action.</summary>
internal static class WithFile
{
    public static void Do(string path, Action<FileStream> action)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        action(file);
    }

    public static T Get<T>(string path, Func<FileStream, T> read)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        return read(file);
    }
}
