namespace GenreQueue.Api.Problems;

public static class ProblemExtensions
{
    /// <summary>Makes every error response <c>application/problem+json</c> with <c>code</c> and <c>traceId</c>, including those of the framework.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<IProblemDetailsWriter, JsonProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddSingleton<RefusalLog>();
        // Binding failures are thrown, so that they pass through the exception handler like other errors.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // The handler logs the others, without stacks or less often.
            SuppressDiagnosticsCallback = context => ProblemExceptionHandler.Translate(context.Exception).Status != StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        app.Use(Charsets.RequireKnownAsync);
    }
}
