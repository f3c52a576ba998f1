using System.Security.Cryptography;
using GenreQueue.Fixtures.Library;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Tags;

namespace GenreQueue.EndToEnd.Tests.Library;

/// <summary>What is in a library at one moment, by relative path.</summary>
/// <param name="Content">Hash of each file.</param>
/// <param name="Tags">The tags as mutagen reads them.</param>
/// <param name="RawGenres">The bytes of the genre and provenance fields.</param>
internal sealed record LibrarySnapshot(
    IReadOnlyDictionary<string, string> Content, IReadOnlyDictionary<string, IndependentTags> Tags, IReadOnlyDictionary<string, string> RawGenres)
{
    public static async Task<LibrarySnapshot> TakeAsync(TestLibrary library)
    {
        var files = new DirectoryInfo(library.Music).GetFiles("*", SearchOption.AllDirectories).Where(file => file.LinkTarget is null && IsReadable(file)).ToList();
        var tags = library.ReadTagsAsync();
        return new LibrarySnapshot(
            files.ToDictionary(Name, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))),
            await tags,
            files.ToDictionary(Name, RawGenre));

        string Name(FileInfo file) => Path.GetRelativePath(library.Music, file.FullName);
    }

    private static bool IsReadable(FileInfo file) => file.UnixFileMode.HasFlag(UnixFileMode.UserRead) || Environment.IsPrivilegedProcess;

    private static string RawGenre(FileInfo file)
    {
        try
        {
            using var stream = file.OpenRead();
            var snapshot = GenreTags.Read(stream).Snapshot;
            return string.Join('\n', snapshot.Containers.Concat(snapshot.Fields.Select(field => $"{field.Container} {field.Key} {field.Position} {Convert.ToHexString(field.Value)}")));
        }
        catch (TagException exception)
        {
            return exception.Code;
        }
    }
}
