using System.Reflection;
using System.Runtime.InteropServices;

namespace GenreQueue.Analysis.Interop;

/// <summary>A native library under the names it has on each system.</summary>
/// <param name="Linux">File name on Linux, such as <c>libsvm.so.3</c>.</param>
/// <param name="MacOS">File name on macOS.</param>
/// <param name="Apt">Package that installs it on Debian and Ubuntu.</param>
/// <param name="Homebrew">Package that installs it on macOS.</param>
internal sealed record NativeLibraryName(string Linux, string MacOS, string Apt, string Homebrew);

/// <summary>Resolves the native libraries of an assembly.</summary>
internal static class NativeLibraries
{
    /// <summary>Makes the runtime look libraries up in <paramref name="names"/>. Call it once for each assembly, before its first native call.</summary>
    /// <param name="assembly">The assembly whose imports are resolved.</param>
    /// <param name="names">The libraries by the name that the imports use; other libraries are left to the runtime.</param>
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
