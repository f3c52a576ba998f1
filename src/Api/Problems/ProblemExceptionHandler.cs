using System.Data.Common;
using System.Globalization;
using GenreQueue.Contracts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Problems;

/// <summary>Translates exceptions to problem documents.</summary>
public sealed class ProblemExceptionHandler(IProblemDetailsService problems, RefusalLog refusals) : IExceptionHandler
{
    private const int NoSpaceLeft = 28;   // ENOSPC

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        var known = Translate(exception);
        if (IsLogged(known.Status))
        {
            if (exception is ApiException or BadHttpRequestException) refusals.Refused(known.Code, known.Message);
            else refusals.Failed(known.Code, exception);
        }
        var problem = new ProblemDetails { Status = known.Status, Detail = known.Message };
        problem.Extensions["code"] = known.Code;
        if (known.Errors is not null) problem.Extensions["errors"] = known.Errors;
        if (known.File is not null) problem.Extensions["file"] = known.File;
        if (known.RetryAfter is { } after)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        httpContext.Response.StatusCode = known.Status;
        try
        {
            await problems.WriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected meanwhile; the middleware would log a failed handler with its stack.
        }
        return true;
    }

    /// <summary>Whether the handler itself logs a problem of this status: what the service refuses for its own reasons, not for an error of the request.</summary>
    public static bool IsLogged(int status) =>
        status is StatusCodes.Status403Forbidden or StatusCodes.Status421MisdirectedRequest or StatusCodes.Status429TooManyRequests or > StatusCodes.Status500InternalServerError;

    internal static ApiException Translate(Exception exception) => exception switch
    {
        ApiException known => known,
        BadHttpRequestException bad => BadRequests.Translate(bad),
        IOException { HResult: NoSpaceLeft } => new ApiException(507, ProblemCodes.InsufficientStorage, "The disk is full."),
        IOException => new ApiException(503, ProblemCodes.Unavailable, "The upload store is temporarily unavailable.") { RetryAfter = TimeSpan.FromSeconds(10) },
        DbException or DbUpdateException or InvalidOperationException { InnerException: DbException } =>
            new ApiException(503, ProblemCodes.Unavailable, "The database is temporarily unavailable.") { RetryAfter = TimeSpan.FromSeconds(10) },
        _ => new ApiException(500, ErrorCodes.InternalError, "An internal error occurred. The log of the service has details under this traceId."),
    };
}
