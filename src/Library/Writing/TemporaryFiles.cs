using System.Security.Cryptography;
using System.Text;

namespace GenreQueue.Library.Writing;

/// <summary>Names the copies that are written before they replace the originals.</summary>
internal static class TemporaryFiles
{
    /// <summary>
    /// The copy of a file: beside it, because a rename works within a file system only, and hidden, so that no walk takes it for
    /// music. Its name has a fixed length, because that of the original may already be as long as names can be.
    /// </summary>
    /// <param name="target">The file.</param>
    /// <param name="run">Id of the run that writes it.</param>
    public static string For(string target, string run)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(target))))[..16];
        return Path.Combine(Path.GetDirectoryName(target)!, $".{hash}.genrequeue-{run}.tmp");
    }
}
