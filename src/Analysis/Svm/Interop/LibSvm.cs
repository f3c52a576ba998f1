using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenreQueue.Analysis.Svm.Interop;

/// <summary>The functions of libsvm 3, as declared in <c>svm.h</c>.</summary>
internal static unsafe partial class LibSvm
{
    /// <summary>
    /// Held while a model is loaded, saved or trained with random folds: loading uses a static line buffer, loading and
    /// saving change the locale of the process, and the folds come from the C library's global random generator.
    /// </summary>
    public static readonly Lock Gate = new();

    /// <summary>Suppresses the output of training on standard output.</summary>
    public static void Silence() => SetPrintFunction(&Ignore);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_train")]
    public static partial SvmModelHandle Train(in SvmProblem problem, in NativeParameters parameters);

    /// <returns>Null, or the reason why training would fail: a static string that must not be freed.</returns>
    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_check_parameter")]
    public static partial byte* CheckParameter(in SvmProblem problem, in NativeParameters parameters);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_load_model", StringMarshalling = StringMarshalling.Utf8)]
    public static partial SvmModelHandle LoadModel(string path);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_save_model", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SaveModel(string path, SvmModelHandle model);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_free_and_destroy_model")]
    public static partial void FreeModel(ref nint model);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_get_svm_type")]
    public static partial SvmType GetSvmType(SvmModelHandle model);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_get_nr_class")]
    public static partial int GetClassCount(SvmModelHandle model);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_get_labels")]
    public static partial void GetLabels(SvmModelHandle model, Span<int> labels);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_get_nr_sv")]
    public static partial int GetSupportVectorCount(SvmModelHandle model);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_check_probability_model")]
    public static partial int CheckProbabilityModel(SvmModelHandle model);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_predict_values")]
    public static partial double PredictValues(SvmModelHandle model, ReadOnlySpan<SvmNode> x, Span<double> values);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_predict_probability")]
    public static partial double PredictProbability(SvmModelHandle model, ReadOnlySpan<SvmNode> x, Span<double> estimates);

    /// <summary>Seeds the random generator that libsvm chooses its folds with.</summary>
    [LibraryImport("libc", EntryPoint = "srand")]
    public static partial void SeedRandom(uint seed);

    [LibraryImport(SvmLibrary.Name, EntryPoint = "svm_set_print_string_function")]
    private static partial void SetPrintFunction(delegate* unmanaged[Cdecl]<byte*, void> print);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(byte* text)
    {
    }
}
