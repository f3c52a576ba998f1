using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenreQueue.Analysis;

/// <summary>Logical names of the native libraries, and where each system keeps them.</summary>
internal static class NativeLibraries
{
    /// <summary>libsvm 3.</summary>
    public const string Svm = "svm";

    private static readonly Dictionary<string, Library> Known = new()
    {
        [Svm] = new(["libsvm.so.3", "libsvm.so", "libsvm.dylib", "/opt/homebrew/lib/libsvm.dylib", "/usr/local/lib/libsvm.dylib"], "libsvm3", "libsvm"),
    };

    // A type initialiser would run too late: the runtime looks for the resolver, not for this class.
#pragma warning disable CA2255
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
#pragma warning restore CA2255

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!Known.TryGetValue(name, out var library)) return 0;
        foreach (var file in library.Files)
        {
            if (NativeLibrary.TryLoad(file, assembly, searchPath, out var handle)) return handle;
        }
        throw new DllNotFoundException(
            $"The native library lib{name} is missing. Install it with 'apt-get install {library.DebianPackage}' or 'brew install {library.HomebrewFormula}'.");
    }

    private sealed record Library(string[] Files, string DebianPackage, string HomebrewFormula);
}
