using GenreQueue.Analysis.Svm.Interop;

namespace GenreQueue.Analysis.Svm;

/// <summary>A trained support vector machine: a C-SVC or a one-class machine of libsvm. Safe for prediction from many threads at once.</summary>
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

    /// <summary>The classes in order of their first occurrence in the training set; empty for a one-class machine.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>True for a one-class machine, which separates vectors like its training set from all others.</summary>
    public bool IsOneClass { get; }

    /// <summary>True if <see cref="Probabilities"/> is available.</summary>
    public bool HasProbabilities { get; }

    /// <summary>Number of support vectors.</summary>
    public int SupportVectors { get; }

    /// <inheritdoc cref="SvmTraining.Train(double[][], int[], SvmParameters)"/>
    public static SvmModel Train(double[][] x, int[] labels, SvmParameters parameters) => SvmTraining.Train(x, labels, parameters);

    /// <inheritdoc cref="SvmTraining.TrainOneClass"/>
    public static SvmModel TrainOneClass(double[][] x, SvmParameters parameters) => SvmTraining.TrainOneClass(x, parameters);

    /// <summary>Loads a model in libsvm's text format.</summary>
    /// <param name="path">The file.</param>
    /// <param name="features">Length of the vectors that the model will be used with.</param>
    /// <exception cref="SvmException">The file is not a valid C-SVC or one-class model for vectors of this length.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SvmModel Load(string path, int features)
    {
        // libsvm dereferences null pointers when it reads a damaged file, which would end the process.
        var highest = SvmText.Check(path);
        if (highest > features) throw new SvmException($"The model uses {highest} features, but only {features} are available.");
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

    /// <summary>Returns the class with the most one-against-one votes; for a one-class machine, +1 inside the region and −1 outside.</summary>
    /// <param name="x">Features; shape [features of the training set].</param>
    public int Predict(ReadOnlySpan<double> x) => (int)DecisionValues(x, stackalloc double[DecisionCount]);

    /// <summary>Computes the probability of each class by Platt scaling and pairwise coupling.</summary>
    /// <param name="x">Features; shape [features of the training set].</param>
    /// <param name="p">Receives the probabilities in the order of <see cref="Labels"/>; shape [classes].</param>
    /// <exception cref="InvalidOperationException">The machine was trained without probabilities.</exception>
    /// <remarks>Platt 1999; Wu, Lin and Weng 2004. The most probable class can differ from the result of <see cref="Predict"/>.</remarks>
    public void Probabilities(ReadOnlySpan<double> x, Span<double> p)
    {
        if (!HasProbabilities) throw new InvalidOperationException("The machine was trained without probabilities.");
        if (p.Length != _labels.Length) throw new ArgumentException($"Expected a span of {_labels.Length} probabilities, got {p.Length}.", nameof(p));
        Span<SvmNode> nodes = x.Length < StackNodes ? stackalloc SvmNode[x.Length + 1] : new SvmNode[x.Length + 1];
        SvmNode.Fill(x, nodes);
        LibSvm.PredictProbability(_handle, nodes, p);
    }

    /// <summary>
    /// Returns the decision value of a one-class machine or of a machine with two classes: positive inside the region, or for
    /// the first of <see cref="Labels"/>.
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
