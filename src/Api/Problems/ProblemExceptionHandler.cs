using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using GenreQueue.Contracts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Problems;

/// <summary>The one place where exceptions become problem details.</summary>
public sealed partial class ProblemExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    private const int NoSpaceLeft = 28;   // ENOSPC

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        var known = Translate(exception);
        var problem = new ProblemDetails { Status = known.Status, Detail = known.Message };
        problem.Extensions["code"] = known.Code;
        if (known.Errors is not null) problem.Extensions["errors"] = known.Errors;
        if (known.File is not null) problem.Extensions["file"] = known.File;
        if (known.RetryAfter is { } after)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        httpContext.Response.StatusCode = known.Status;
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }

    private static ApiException Translate(Exception exception) => exception switch
    {
        ApiException known => known,
        BadHttpRequestException bad => new ApiException(bad.StatusCode, ProblemCodes.Of(bad.StatusCode), InWords(bad.Message)),
        IOException { HResult: NoSpaceLeft } => new ApiException(507, ProblemCodes.InsufficientStorage, "The disk is full."),
        IOException => new ApiException(503, ProblemCodes.Unavailable, "The upload store cannot be reached now.") { RetryAfter = TimeSpan.FromSeconds(10) },
        DbException or DbUpdateException or InvalidOperationException { InnerException: DbException } =>
            new ApiException(503, ProblemCodes.Unavailable, "The database cannot be reached now.") { RetryAfter = TimeSpan.FromSeconds(10) },
        _ => new ApiException(500, Contracts.ErrorCodes.InternalError, "Something went wrong here. The service's log holds more under this traceId."),
    };

    /// <summary>The framework names the parameter's .NET type, which says nothing to a sender.</summary>
    private static string InWords(string message) =>
        Unbound().Match(message) is { Success: true } match ? $"The value {match.Groups["value"]} does not fit {match.Groups["name"]}." : message;

    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from (?<value>".*")\.$""")]
    private static partial Regex Unbound();
}
