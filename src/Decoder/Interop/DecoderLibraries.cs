using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GenreQueue.Analysis.Interop;

namespace GenreQueue.Decoder.Interop;

/// <summary>Names of the decoder's native libraries.</summary>
internal static class DecoderLibraries
{
    /// <summary>Library name in the imports of libsndfile.</summary>
    public const string SndFile = "sndfile";

    /// <summary>Library name in the imports of libsoxr.</summary>
    public const string Soxr = "soxr";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must be registered before the first native call, wherever that is.")]
    internal static void Register() => NativeLibraries.Register(
        typeof(DecoderLibraries).Assembly,
        new Dictionary<string, NativeLibraryName>
        {
            [SndFile] = new("libsndfile.so.1", "libsndfile.dylib", "libsndfile1", "libsndfile"),
            [Soxr] = new("libsoxr.so.0", "libsoxr.dylib", "libsoxr0", "libsoxr"),
        });
}
