using System.Text;
using GenreQueue.Hosting.Logging;
using Microsoft.Net.Http.Headers;

namespace GenreQueue.Api.Problems;

internal static class Charsets
{
    /// <summary>
    /// Rejects a request whose content type names a charset that .NET does not have, and removes the quotes around one that it has: for
    /// both, the JSON reader of ASP.NET Core 10 throws an error of the server.
    /// </summary>
    public static Task RequireKnownAsync(HttpContext context, RequestDelegate next)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.Charset.HasValue) return next(context);
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        if (!IsKnown(charset.ToString()))
            throw new ApiException(415, ProblemCodes.UnsupportedMediaType, $"The charset \"{ClientText.Quote(charset.ToString())}\" is not supported. Send UTF-8.");
        if (charset.Length < type.Charset.Length)
        {
            type.Charset = charset;
            context.Request.ContentType = type.ToString();
        }
        return next(context);
    }

    private static bool IsKnown(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset) is not null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
