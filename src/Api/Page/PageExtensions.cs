using Microsoft.AspNetCore.StaticFiles;

namespace GenreQueue.Api.Page;

/// <summary>Serves <c>wwwroot</c>: the page at <c>/</c> and the operations page at <c>/ops</c>.</summary>
public static class PageExtensions
{
    // The pages load everything from this service and have no inline scripts or styles.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws: wss:; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UsePage(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.Use((context, next) =>
        {
            if (context.Request.Path == "/ops") context.Request.Path = "/ops.html";
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Prepare });
    }

    private static void Prepare(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        SetHeaders(headers, ContentSecurityPolicy);
        // Revalidated on every load, so that a new version of the service takes effect immediately.
        headers.CacheControl = "no-cache";
    }

    internal static void SetHeaders(IHeaderDictionary headers, string contentSecurityPolicy)
    {
        headers.ContentSecurityPolicy = contentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
