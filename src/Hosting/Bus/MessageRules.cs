using GenreQueue.Contracts;
using GenreQueue.Hosting.Libraries;

namespace GenreQueue.Hosting.Bus;

/// <summary>
/// What a message has to contain. Messages come from other processes and perhaps from other versions, so the receiver checks them
/// before anything depends on them. Each method returns null for a valid message, and otherwise what is wrong with it.
/// </summary>
public static class MessageRules
{
    private const int MaxName = 255;
    private const int MaxSentence = 2_000;
    private const int MaxGenres = 1_000;
    private const int MaxSegments = 20_000;
    private const double MaxNumber = 1e9;

    // Probabilities are averages, which rounding can move slightly above 1.
    private const double Rounding = 1e-6;

    private static readonly DateTimeOffset FirstTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LastTime = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly HashSet<string> Codes =
        [.. typeof(ErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>Checks the message of a job.</summary>
    public static string? FaultOf(ClassifyRequested message)
    {
        if (message.JobId == Guid.Empty) return "it names no job";
        if (!IsSource(message.Source)) return "its source is missing or invalid";
        if (!IsName(message.Model)) return "its model is missing or too long";
        if (!Enum.IsDefined(message.Window)) return "its window is unknown";
        return Enum.IsDefined(message.Labels) ? null : "its labels rule is unknown";
    }

    /// <summary>Checks the request to walk a library.</summary>
    public static string? FaultOf(WalkLibrary message) => message.BatchId == Guid.Empty ? "it names no batch" : null;

    /// <summary>Checks the start of a job.</summary>
    public static string? FaultOf(ClassifyStarted message)
    {
        if (message.JobId == Guid.Empty) return "it names no job";
        if (!IsWorker(message.Worker)) return "its worker is missing or invalid";
        return IsTime(message.StartedAt) ? null : "its time is out of range";
    }

    /// <summary>Checks the return of a job.</summary>
    public static string? FaultOf(ClassifyReturned message) => message.JobId == Guid.Empty ? "it names no job" : null;

    /// <summary>Checks a result.</summary>
    public static string? FaultOf(ClassifyCompleted message)
    {
        if (message.JobId == Guid.Empty) return "it names no job";
        if (!IsWorker(message.Worker)) return "its worker is missing or invalid";
        if (!IsTime(message.CompletedAt)) return "its time is out of range";
        return message.Result is { } result ? FaultOf(result) : "it has no result";
    }

    /// <summary>Checks a failure.</summary>
    public static string? FaultOf(ClassifyFailed message)
    {
        if (message.JobId == Guid.Empty) return "it names no job";
        if (message.Code is null || !Codes.Contains(message.Code)) return "its code is unknown";
        if (!IsText(message.Message, MaxSentence)) return "its reason is missing or too long";
        if (message.Worker is not null && !IsWorker(message.Worker)) return "its worker is invalid";
        return IsTime(message.FailedAt) ? null : "its time is out of range";
    }

    /// <summary>Checks a notification about changed jobs.</summary>
    public static string? FaultOf(JobsChanged message)
    {
        if (message.Changes is null) return "it has no changes";
        return message.Changes.All(change => change is not null && change.JobId != Guid.Empty && Enum.IsDefined(change.State))
            ? null
            : "one of its changes is missing or invalid";
    }

    private static string? FaultOf(ClassificationResult result)
    {
        if (result.Value is not null && !IsName(result.Value)) return "its genre is invalid";
        if (!IsProbability(result.Probability)) return "its probability is out of range";
        if (result.All is not { Count: <= MaxGenres } || !result.All.All(pair => IsName(pair.Key) && IsProbability(pair.Value)))
            return "its probabilities are missing or invalid";
        if (result.Genres is not { Count: <= MaxGenres } || !result.Genres.All(IsName)) return "its genres are missing or invalid";
        if (!Enum.IsDefined(result.Labels) || !Enum.IsDefined(result.Outcome)) return "its labels rule or outcome is unknown";
        if (result.Segments is not { Count: <= MaxSegments } || !result.Segments.All(IsSegment)) return "its segments are missing or invalid";
        if (result.Model is not { } model || !IsName(model.Id) || !IsName(model.Version)) return "its model is missing or invalid";
        if (result.Audio is not { } audio || !IsAudio(audio)) return "its audio properties are missing or invalid";
        return result.Timings is { } timings && IsTimings(timings) ? null : "its timings are missing or invalid";
    }

    private static bool IsSource(TrackSource? source) => source switch
    {
        { UploadKey: { } key, File: null } => IsName(key),
        { UploadKey: null, File: { } file } => IsName(file.Library) && RelativePath.IsValid(file.Path) && file.Size >= 0,
        _ => false,
    };

    private static bool IsSegment(Segment? segment) =>
        segment is not null
        && IsNumber(segment.Start)
        && IsNumber(segment.Duration)
        && (segment.Value is null || IsName(segment.Value))
        && IsProbability(segment.Probability)
        && Enum.IsDefined(segment.Outcome);

    private static bool IsAudio(AudioFacts audio) =>
        IsName(audio.Format)
        && IsName(audio.Decoder)
        && audio is { SampleRate: >= 0, Channels: >= 0 }
        && (audio.Duration is null || IsNumber(audio.Duration.Value))
        && Enum.IsDefined(audio.Window)
        && IsNumber(audio.WindowStart)
        && IsNumber(audio.WindowDuration);

    private static bool IsTimings(Timings timings) =>
        IsNumber(timings.DecodeMs) && IsNumber(timings.FeaturesMs) && IsNumber(timings.PredictMs) && IsNumber(timings.TotalMs);

    private static bool IsWorker(WorkerReference? worker) => worker is not null && IsName(worker.Name) && IsName(worker.Version);

    private static bool IsName(string? text) => IsText(text, MaxName) && text!.Length > 0;

    // PostgreSQL stores every character but NUL.
    private static bool IsText(string? text, int maxLength) => text is not null && text.Length <= maxLength && !text.Contains('\0', StringComparison.Ordinal);

    private static bool IsProbability(double value) => value is >= 0 and <= 1 + Rounding;

    private static bool IsNumber(double value) => value is >= 0 and <= MaxNumber;

    private static bool IsTime(DateTimeOffset time) => time >= FirstTime && time <= LastTime;
}

/// <summary>A message is invalid. It is not delivered again, but kept in an <c>_error</c> queue for the operator.</summary>
/// <param name="fault">What is wrong with it.</param>
/// <param name="inner">The error that shows it; null if a rule of <see cref="MessageRules"/> does.</param>
public sealed class InvalidMessageException(string fault, Exception? inner = null) : Exception($"The message is invalid: {fault}.", inner);
