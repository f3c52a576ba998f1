using GenreQueue.Contracts;

namespace GenreQueue.Api.Problems;

/// <summary>An expected failure of a request. The response is a problem document with this status, code and message.</summary>
/// <param name="status">HTTP status code.</param>
/// <param name="code">One of <see cref="ProblemCodes"/> or of <see cref="ErrorCodes"/>.</param>
/// <param name="detail">Explanation for the client.</param>
public sealed class ApiException(int status, string code, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>When the client may retry.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Messages by the name of the invalid option.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Name of the rejected file, if the problem concerns one file of the request.</summary>
    public string? File { get; init; }

    public static ApiException JobNotFound() => new(404, ProblemCodes.JobNotFound, "Job not found.");

    public static ApiException BatchNotFound() => new(404, ProblemCodes.BatchNotFound, "Batch not found.");

    public static ApiException InvalidOptions(IReadOnlyDictionary<string, string[]> errors) =>
        new(400, ProblemCodes.InvalidOptions, string.Join(" ", errors.Values.SelectMany(e => e))) { Errors = errors };
}
