using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GenreQueue.Fixtures;

/// <summary>Second names of files, which .NET cannot create.</summary>
public static partial class HardLink
{
    /// <summary>Gives a file another name.</summary>
    public static void Create(string path, string target)
    {
        if (Link(target, path) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Cannot link {path} to {target}.");
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string target, string path);
}
