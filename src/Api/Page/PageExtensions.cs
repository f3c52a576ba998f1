namespace GenreQueue.Api.Page;

/// <summary>Serves <c>wwwroot</c>: the page at <c>/</c> and the operator's view at <c>/ops</c>.</summary>
public static class PageExtensions
{
    // All that the pages load comes from here, and no script or style is written into their markup.
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
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => SetHeaders(file.Context.Response.Headers) });
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // Asked for again each time and answered with 304, so that a new version of the service is seen at once.
        headers.CacheControl = "no-cache";
    }
}
