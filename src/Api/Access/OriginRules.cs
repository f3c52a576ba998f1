using GenreQueue.Api.Configuration;
using GenreQueue.Api.Hub;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Access;

/// <summary>Decides which web pages may change something or watch jobs: those of this service, and those of the listed origins. Programs, which send no origin, always may.</summary>
internal sealed class OriginRules(IOptions<ApiOptions> options)
{
    private readonly HashSet<string> _listed = new(options.Value.Origins, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a browser sends this request for a page that may not make it.</summary>
    public bool IsForeign(HttpRequest request)
    {
        if (!NeedsOrigin(request)) return false;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0) return !_listed.Contains(origin) && !IsOwn(origin, request.Host);

        // Browsers send an origin with all of these requests, except for old versions.
        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
    }

    // A read reveals nothing to a foreign page, which cannot see its response; a WebSocket has no such protection.
    private static bool NeedsOrigin(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Path.StartsWithSegments(JobsHub.Path);

    // The scheme is not compared, because a proxy may have ended TLS. An opaque origin is "null", which is no URI.
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && Uri.TryCreate($"{page.Scheme}://{host.Value}", UriKind.Absolute, out var own)
        && page.Host.Equals(own.Host, StringComparison.OrdinalIgnoreCase) && page.Port == own.Port;
}
