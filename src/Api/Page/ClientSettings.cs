using GenreQueue.Api.Configuration;
using GenreQueue.Library.Files;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Page;

/// <summary>What a client needs to know before it uploads files.</summary>
/// <param name="MaxUploadBytes">Size limit of one file in bytes.</param>
/// <param name="SkippedExtensions">Extensions that never contain audio, in lower case with a leading dot; skip these files when a folder is uploaded.</param>
public sealed record ClientSettings(long MaxUploadBytes, IReadOnlyList<string> SkippedExtensions);

public static class ClientSettingsApi
{
    public static void MapClientSettings(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/settings", Get).WithTags("Settings").WithName("GetSettings")
            .WithSummary("Get client settings").WithDescription("Returns the limits and rules that a client should apply before it uploads files.");

    private static Ok<ClientSettings> Get(HttpResponse response, IOptions<ApiOptions> options)
    {
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new ClientSettings(options.Value.MaxUploadBytes, SkippedExtensions.All));
    }
}
