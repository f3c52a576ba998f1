using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GenreQueue.Analysis.Interop;

namespace GenreQueue.Analysis.Svm.Interop;

/// <summary>Where libsvm is found.</summary>
internal static class SvmLibrary
{
    /// <summary>Name that the imports use.</summary>
    public const string Name = "svm";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must be registered before the first native call, wherever that is made.")]
    internal static void Register() => NativeLibraries.Register(
        typeof(SvmLibrary).Assembly,
        new Dictionary<string, NativeLibraryName> { [Name] = new("libsvm.so.3", "libsvm.dylib", "libsvm3", "libsvm") });
}
