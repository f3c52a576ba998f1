using System.Runtime.InteropServices;
using System.Text;

namespace GenreQueue.Library.Interop;

/// <summary>Gives a copy of a file the extended attributes of the original, and no others; POSIX access lists are among them.</summary>
internal static class ExtendedAttributes
{
    private const int LargestList = 65_536, LargestValue = 65_536; // Limits of Linux.
    private const int NotSupported = 95; // EOPNOTSUPP

    // The system decides about these; where it does not let us copy them, it has set those of a new file.
    private const string SystemOwned = "security.";

    /// <exception cref="IOException">An attribute cannot be read or set.</exception>
    /// <exception cref="UnauthorizedAccessException">An attribute may not be read or set.</exception>
    public static void Copy(string from, string to)
    {
        // On macOS, File.Copy has copied them.
        if (!OperatingSystem.IsLinux()) return;
        var names = Names(from);
        // A new file inherits the default access list of its folder, which the original need not have.
        foreach (var name in Names(to).Except(names)) RemoveOne(to, name);
        foreach (var name in names) CopyOne(from, to, name);
    }

    private static string[] Names(string path)
    {
        var list = new byte[LargestList];
        var length = (int)LibC.ListAttributes(path, list, LargestList);
        if (length >= 0) return Encoding.UTF8.GetString(list, 0, length).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return Marshal.GetLastPInvokeError() == NotSupported ? [] : throw SystemError.Last(path);
    }

    private static void CopyOne(string from, string to, string name)
    {
        var value = new byte[LargestValue];
        var length = LibC.GetAttribute(from, name, value, LargestValue);
        if (length >= 0 && LibC.SetAttribute(to, name, value, (nuint)length, flags: 0) == 0) return;
        if (!IsSystemOwned(name)) throw SystemError.Last($"{from} (attribute {name})");
    }

    private static void RemoveOne(string path, string name)
    {
        if (!IsSystemOwned(name) && LibC.RemoveAttribute(path, name) != 0) throw SystemError.Last($"{path} (attribute {name})");
    }

    private static bool IsSystemOwned(string name) => name.StartsWith(SystemOwned, StringComparison.Ordinal);
}
