using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GenreQueue.Analysis.Interop;

namespace GenreQueue.Decoder.Interop;

/// <summary>Where the decoders' native libraries are found.</summary>
internal static class DecoderLibraries
{
    /// <summary>Name that the imports of libsndfile use.</summary>
    public const string SndFile = "sndfile";

    /// <summary>Name that the imports of libsoxr use.</summary>
    public const string Soxr = "soxr";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must be registered before the first native call, wherever that is made.")]
    internal static void Register() => NativeLibraries.Register(
        typeof(DecoderLibraries).Assembly,
        new Dictionary<string, NativeLibraryName>
        {
            [SndFile] = new("libsndfile.so.1", "libsndfile.dylib", "libsndfile1", "libsndfile"),
            [Soxr] = new("libsoxr.so.0", "libsoxr.dylib", "libsoxr0", "libsoxr"),
        });
}
