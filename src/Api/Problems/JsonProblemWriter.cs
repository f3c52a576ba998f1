using System.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace GenreQueue.Api.Problems;

/// <summary>Writes every problem as JSON regardless of the Accept header: an error in an unexpected format is more useful than a bare status code.</summary>
internal sealed class JsonProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var status = problem.Status ?? http.Response.StatusCode;
        problem.Status = status;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(status);
        problem.Extensions.TryAdd("code", ProblemCodes.Of(status));
        problem.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
        return new ValueTask(http.Response.WriteAsJsonAsync(
            problem, problem.GetType(), options: null, contentType: "application/problem+json", http.RequestAborted));
    }
}
