using System.Text;
using GenreQueue.Hosting.Logging;
using Microsoft.Net.Http.Headers;

namespace GenreQueue.Api.Problems;

internal static class Charsets
{
    /// <summary>Rejects a request whose content type names a charset that .NET does not have, for which the JSON reader of ASP.NET Core 10 throws an error of the server.</summary>
    public static Task RequireKnownAsync(HttpContext context, RequestDelegate next)
    {
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.Charset.HasValue && !IsKnown(type.Charset))
            throw new ApiException(415, ProblemCodes.UnsupportedMediaType, $"The charset \"{ClientText.Quote(type.Charset.ToString())}\" is not supported. Send UTF-8.");
        return next(context);
    }

    private static bool IsKnown(Microsoft.Extensions.Primitives.StringSegment charset)
    {
        try
        {
            return Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(charset).ToString()) is not null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
