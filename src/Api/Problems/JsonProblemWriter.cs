using System.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace GenreQueue.Api.Problems;

/// <summary>Writes every problem as JSON, whatever the sender accepts: an error in a foreign format says more than a bare status.</summary>
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
