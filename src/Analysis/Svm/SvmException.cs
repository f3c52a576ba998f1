namespace GenreQueue.Analysis.Svm;

/// <summary>libsvm refuses parameters, training data or a model file.</summary>
/// <param name="message">What is wrong, in words.</param>
public sealed class SvmException(string message) : Exception(message);
