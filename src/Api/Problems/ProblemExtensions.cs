namespace GenreQueue.Api.Problems;

public static class ProblemExtensions
{
    /// <summary>Every error leaves as <c>application/problem+json</c> with <c>code</c> and <c>traceId</c>, those of the framework too.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<IProblemDetailsWriter, JsonProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        // A parameter that does not parse takes the same way as every other error.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // What the sender did wrong is no fault of the service and needs no stack in its log.
            SuppressDiagnosticsCallback = context => context.Exception is ApiException { Status: < 500 } or BadHttpRequestException,
        });
        app.UseStatusCodePages();
    }
}
