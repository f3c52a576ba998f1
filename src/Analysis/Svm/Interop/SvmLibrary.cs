using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GenreQueue.Analysis.Interop;

namespace GenreQueue.Analysis.Svm.Interop;

/// <summary>File names of libsvm.</summary>
internal static class SvmLibrary
{
    /// <summary>Library name in the imports.</summary>
    public const string Name = "svm";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must be registered before the first native call, wherever that occurs.")]
    internal static void Register() => NativeLibraries.Register(
        typeof(SvmLibrary).Assembly,
        new Dictionary<string, NativeLibraryName> { [Name] = new("libsvm.so.3", "libsvm.dylib", "libsvm3", "libsvm") });
}
