using System.Reflection;
using System.Runtime.InteropServices;

namespace GenreQueue.Analysis.Interop;

/// <summary>The names of a native library on each operating system.</summary>
/// <param name="Linux">File name on Linux, such as <c>libsvm.so.3</c>.</param>
/// <param name="MacOS">File name on macOS.</param>
/// <param name="Apt">Package name on Debian and Ubuntu.</param>
/// <param name="Homebrew">Package name in Homebrew.</param>
internal sealed record NativeLibraryName(string Linux, string MacOS, string Apt, string Homebrew);

/// <summary>Resolves native libraries by their names on the current operating system.</summary>
internal static class NativeLibraries
{
    /// <summary>Resolves the imports of an assembly by <paramref name="names"/>. Must be called once per assembly, before its first native call.</summary>
    /// <param name="assembly">The assembly whose imports are resolved.</param>
    /// <param name="names">The libraries by their name in the imports; the runtime resolves all others.</param>
    public static void Register(Assembly assembly, IReadOnlyDictionary<string, NativeLibraryName> names) =>
        NativeLibrary.SetDllImportResolver(
            assembly, (library, importer, searchPath) => names.TryGetValue(library, out var name) ? Load(name, importer, searchPath) : 0);

    private static nint Load(NativeLibraryName name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (var candidate in Candidates(name))
        {
            if (NativeLibrary.TryLoad(candidate, assembly, searchPath, out var handle)) return handle;
        }
        var file = OperatingSystem.IsMacOS() ? name.MacOS : name.Linux;
        throw new DllNotFoundException(
            $"The native library {file} is not installed. Install it with 'apt install {name.Apt}' (Debian, Ubuntu) " +
            $"or 'brew install {name.Homebrew}' (macOS).");
    }

    private static IEnumerable<string> Candidates(NativeLibraryName name) => OperatingSystem.IsMacOS()
        // The loader does not search Homebrew's folders.
        ? [name.MacOS, "/opt/homebrew/lib/" + name.MacOS, "/usr/local/lib/" + name.MacOS]
        : [name.Linux];
}
