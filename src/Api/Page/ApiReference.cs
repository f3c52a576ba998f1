using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace GenreQueue.Api.Page;

/// <summary>Interactive API reference at <c>/scalar</c>, rendered by Scalar. Its scripts are served from the package, not from a CDN.</summary>
public static class ApiReference
{
    public const string Path = "/scalar";

    public static void MapApiReference(this IEndpointRouteBuilder routes) =>
        routes.MapScalarApiReference(Path, (options, http) =>
        {
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            PageExtensions.SetHeaders(http.Response.Headers, ContentSecurityPolicy(nonce));
            options.WithTitle("GenreQueue API")
                .WithNonce(nonce)
                .WithFavicon("/icon.svg")
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideClientButton()
                .HideDeveloperTools();
        }).ExcludeFromDescription();

    // Scalar creates style elements and attributes at run time, some of them without a nonce. Scripts need one.
    private static string ContentSecurityPolicy(string nonce) =>
        $"default-src 'none'; script-src 'nonce-{nonce}' 'self'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
