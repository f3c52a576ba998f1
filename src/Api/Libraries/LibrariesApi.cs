using GenreQueue.Api.OpenApi;
using GenreQueue.Hosting.Libraries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GenreQueue.Api.Libraries;

/// <summary>The libraries of the service.</summary>
/// <param name="Libraries">Their names, for <c>POST /api/v1/batches</c>.</param>
public sealed record LibrariesResponse(IReadOnlyList<string> Libraries);

public static class LibrariesApi
{
    public static IServiceCollection AddLibraries(this IServiceCollection services)
    {
        services.AddLibraryRoots();
        services.AddSingleton<LibraryPaths>();
        services.AddSingleton<LibraryWalker>();
        return services;
    }

    public static void MapLibraries(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/libraries", List).WithTags("Batches").WithName("ListLibraries").WithExample(200, new LibrariesResponse(["music"]))
            .WithSummary("List libraries").WithDescription("Returns the names of the libraries whose files can be classified without uploading them.");

    private static Ok<LibrariesResponse> List(LibraryRoots libraries) => TypedResults.Ok(new LibrariesResponse(libraries.Names));
}
