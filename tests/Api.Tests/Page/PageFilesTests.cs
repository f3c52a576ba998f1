using System.Net;
using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Api.Tests.Page;

/// <summary>What stands in <c>wwwroot</c>.</summary>
public sealed class PageFilesTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/ops", "text/html")]
    [InlineData("/icon.svg", "image/svg+xml")]
    [InlineData("/js/main.js", "text/javascript")]
    [InlineData("/css/base.css", "text/css")]
    [InlineData("/lib/signalr.min.js", "text/javascript")]
    [InlineData("/lib/tus.min.js", "text/javascript")]
    public async Task Every_part_of_the_page_is_served_from_here_and_nothing_from_elsewhere(string path, string type)
    {
        using var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        var policy = string.Join("", response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
    }
}
