using System.Security.Cryptography;
using System.Text;

namespace GenreQueue.Library.Writing;

/// <summary>Names the copies that are written before they replace the originals.</summary>
internal static class TemporaryFiles
{
    private const int LongestExtension = 10;

    /// <summary>
    /// The copy of a file: beside it, because a rename works within a file system only, and hidden, so that no walk takes it for
    /// music. It keeps the extension, because decoders go by it where the content leaves a doubt, but not the rest of the name,
    /// which may already be as long as names can be.
    /// </summary>
    /// <param name="target">The file.</param>
    /// <param name="run">Id of the run that writes it.</param>
    public static string For(string target, string run)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(target))))[..16];
        var extension = Path.GetExtension(target) is { Length: <= LongestExtension } known ? known : "";
        return Path.Combine(Path.GetDirectoryName(target)!, $".{hash}.genrequeue-{run}.tmp{extension}");
    }
}
