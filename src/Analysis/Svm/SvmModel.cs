using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm.Interop;

namespace GenreQueue.Analysis.Svm;

/// <summary>A trained support vector machine: libsvm's C-SVC or one-class. Prediction is safe from many threads at once.</summary>
public sealed class SvmModel : IDisposable
{
    private const int StackNodes = 512;
    private readonly SvmModelHandle _handle;
    private readonly int[] _labels;

    internal SvmModel(SvmModelHandle handle)
    {
        _handle = handle;
        IsOneClass = LibSvm.GetSvmType(_handle) == SvmType.OneClass;
        _labels = IsOneClass ? [] : new int[LibSvm.GetClassCount(_handle)];
        if (!IsOneClass) LibSvm.GetLabels(_handle, _labels);
        HasProbabilities = !IsOneClass && LibSvm.CheckProbabilityModel(_handle) != 0;
        SupportVectors = LibSvm.GetSupportVectorCount(_handle);
    }

    /// <summary>The classes, in the order in which they first appeared in the training set; none for a one-class machine.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>Whether it tells what is like its training set from what is not, rather than classes from each other.</summary>
    public bool IsOneClass { get; }

    /// <summary>Whether <see cref="Probabilities"/> may be called.</summary>
    public bool HasProbabilities { get; }

    /// <summary>Number of support vectors.</summary>
    public int SupportVectors { get; }

    /// <inheritdoc cref="SvmTraining.Train(double[][], int[], SvmParameters)"/>
    public static SvmModel Train(double[][] x, int[] labels, SvmParameters parameters) => SvmTraining.Train(x, labels, parameters);

    /// <inheritdoc cref="SvmTraining.TrainOneClass"/>
    public static SvmModel TrainOneClass(double[][] x, SvmParameters parameters) => SvmTraining.TrainOneClass(x, parameters);

    /// <inheritdoc cref="SvmTraining.CrossValidate"/>
    public static int[] CrossValidate(double[][] x, int[] labels, SvmParameters parameters, int folds) =>
        SvmTraining.CrossValidate(x, labels, parameters, folds);

    /// <summary>Loads a model in libsvm's text format.</summary>
    /// <exception cref="SvmException">The file is not a C-SVC or one-class model that libsvm can load.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SvmModel Load(string path)
    {
        // libsvm follows null pointers in a damaged file, which would end the process.
        SvmText.Check(path);
        return LoadChecked(path);
    }

    /// <summary>Loads a file that <see cref="SvmText.Check"/> has passed.</summary>
    internal static SvmModel LoadChecked(string path)
    {
        lock (LibSvm.Gate)
        {
            var handle = LibSvm.LoadModel(path);
            if (handle.IsInvalid) throw new SvmException($"libsvm cannot load {Path.GetFileName(path)}.");
            return new SvmModel(handle);
        }
    }

    /// <summary>Saves the model in libsvm's text format, which keeps eight digits of each support vector.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        lock (LibSvm.Gate)
        {
            if (LibSvm.SaveModel(path, _handle) != 0) throw new IOException($"libsvm cannot write {path}.");
        }
    }

    /// <summary>The class that wins most of the one-against-one votes; +1 (like the training set) or −1 for a one-class machine.</summary>
    /// <param name="x">Features; shape [features of the training set].</param>
    public int Predict(ReadOnlySpan<double> x) => (int)DecisionValues(x, stackalloc double[DecisionCount]);

    /// <summary>Probability of each class, by Platt's sigmoids and pairwise coupling.</summary>
    /// <param name="x">Features; shape [features of the training set].</param>
    /// <param name="p">Receives the probabilities in the order of <see cref="Labels"/>; shape [classes].</param>
    /// <exception cref="InvalidOperationException">The machine was trained without probabilities.</exception>
    /// <remarks>Platt 1999; Wu, Lin and Weng 2004. The most probable class need not be the one of <see cref="Predict"/>.</remarks>
    public void Probabilities(ReadOnlySpan<double> x, Span<double> p)
    {
        if (!HasProbabilities) throw new InvalidOperationException("This machine was trained without probabilities.");
        if (p.Length != _labels.Length) throw new ArgumentException($"Expected room for {_labels.Length} probabilities, got {p.Length}.", nameof(p));
        Span<SvmNode> nodes = x.Length < StackNodes ? stackalloc SvmNode[x.Length + 1] : new SvmNode[x.Length + 1];
        SvmNode.Fill(x, nodes);
        LibSvm.PredictProbability(_handle, nodes, p);
    }

    /// <summary>
    /// The decision value of a one-class machine, or of a machine of two classes: above 0 inside the training set's region, or
    /// for the first of <see cref="Labels"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The machine has more than two classes.</exception>
    public double Decision(ReadOnlySpan<double> x)
    {
        if (DecisionCount != 1) throw new InvalidOperationException($"A machine of {_labels.Length} classes has {DecisionCount} decision values.");
        double value = 0;
        DecisionValues(x, new Span<double>(ref value));
        return value;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private int DecisionCount => IsOneClass ? 1 : _labels.Length * (_labels.Length - 1) / 2;

    private double DecisionValues(ReadOnlySpan<double> x, Span<double> values)
    {
        Span<SvmNode> nodes = x.Length < StackNodes ? stackalloc SvmNode[x.Length + 1] : new SvmNode[x.Length + 1];
        SvmNode.Fill(x, nodes);
        return LibSvm.PredictValues(_handle, nodes, values);
    }
}
