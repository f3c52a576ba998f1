using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenreQueue.Analysis;

/// <summary>Finds the native libraries under the file names they have on each system.</summary>
internal static class NativeLibraries
{
    public const string SndFile = "sndfile";
    public const string Soxr = "soxr";
    public const string Svm = "svm";

    private static readonly Dictionary<string, Names> Known = new()
    {
        [SndFile] = new("libsndfile.so.1", "libsndfile.dylib", "libsndfile1", "libsndfile"),
        [Soxr] = new("libsoxr.so.0", "libsoxr.dylib", "libsoxr0", "libsoxr"),
        [Svm] = new("libsvm.so.3", "libsvm.dylib", "libsvm3", "libsvm"),
    };

    private sealed record Names(string Linux, string MacOS, string Apt, string Homebrew);

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before the first native call, wherever that is made.")]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!Known.TryGetValue(library, out var names)) return 0;

        foreach (var candidate in Candidates(names))
        {
            if (NativeLibrary.TryLoad(candidate, assembly, searchPath, out var handle)) return handle;
        }
        var file = OperatingSystem.IsMacOS() ? names.MacOS : names.Linux;
        throw new DllNotFoundException(
            $"The native library {file} is not installed. Install it with 'apt install {names.Apt}' (Debian, Ubuntu) " +
            $"or 'brew install {names.Homebrew}' (macOS).");
    }

    private static IEnumerable<string> Candidates(Names names) => OperatingSystem.IsMacOS()
        // The loader looks in neither of Homebrew's folders by itself.
        ? [names.MacOS, "/opt/homebrew/lib/" + names.MacOS, "/usr/local/lib/" + names.MacOS]
        : [names.Linux];
}
