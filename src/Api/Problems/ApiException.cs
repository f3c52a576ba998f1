using GenreQueue.Contracts;

namespace GenreQueue.Api.Problems;

/// <summary>A request that cannot be served, for a reason its sender can understand. It leaves as problem details.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">One of <see cref="ProblemCodes"/> or of <see cref="Contracts.ErrorCodes"/>.</param>
/// <param name="detail">The reason in words.</param>
public sealed class ApiException(int status, string code, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>When it may be worth another try.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What is wrong with each option, by its name.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Which file of the request it is about.</summary>
    public string? File { get; init; }

    public static ApiException JobNotFound() => new(404, ProblemCodes.JobNotFound, "There is no such job.");

    public static ApiException BatchNotFound() => new(404, ProblemCodes.BatchNotFound, "There is no such batch.");

    public static ApiException InvalidOptions(IReadOnlyDictionary<string, string[]> errors) =>
        new(400, ProblemCodes.InvalidOptions, string.Join(" ", errors.Values.SelectMany(e => e))) { Errors = errors };
}
