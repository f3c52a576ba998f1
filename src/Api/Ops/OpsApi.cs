using GenreQueue.Hosting.Bus;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GenreQueue.Api.Ops;

/// <summary>Figures for the operator.</summary>
public static class OpsApi
{
    public static IServiceCollection AddOps(this IServiceCollection services) => services.AddSingleton<JunkQueues>().AddSingleton<JunkCounter>().AddSingleton<OpsReader>();

    public static void MapOps(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/ops", Read).WithTags("Operations").WithName("GetOperations")
            .WithSummary("Get operational figures")
            .WithDescription("Returns queue depths, workers and their rates, jobs per minute, the oldest waiting job and messages that could not be handled.");

    private static async Task<Ok<OpsResponse>> Read(HttpContext context, OpsReader reader, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await reader.ReadAsync(cancellationToken));
    }
}
