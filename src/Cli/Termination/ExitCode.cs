using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;
using GenreQueue.Library.Plans;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Termination;

/// <summary>Exit codes of the process. Scripts rely on these numbers.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The run completed, but some files failed; each was reported.</summary>
    public const int SomeFailed = 1;

    public const int WrongUsage = 2;

    /// <summary>Ctrl+C, SIGTERM or SIGHUP was received, or the reader of standard output closed the pipe.</summary>
    public const int Interrupted = 130;

    /// <summary>True for expected errors, whose message is enough for the user; any other exception is a bug and is shown with its stack trace.</summary>
    public static bool IsExpected(Exception exception) => exception is
        IOException or UnauthorizedAccessException or InvalidDataException or DllNotFoundException or AudioException
        or ModelException or SvmException or TrainingException or FeatureTableException or PlanException;
}
