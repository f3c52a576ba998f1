using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli;

/// <summary>What the process tells its caller. Scripts rely on these numbers.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The run went to its end and some of the work could not be done; what failed was named.</summary>
    public const int SomeFailed = 1;

    public const int WrongUsage = 2;

    /// <summary>Ctrl+C, SIGTERM, or the reader of standard output went away.</summary>
    public const int Interrupted = 130;

    /// <summary>True when the message alone tells the user what to do; anything else is a bug and shows where it came from.</summary>
    public static bool IsExplained(Exception exception) => exception is
        IOException or UnauthorizedAccessException or InvalidDataException or DllNotFoundException or AudioException
        or Analysis.Models.ModelException or Analysis.Svm.SvmException or TrainingException or FeatureTableException;
}
