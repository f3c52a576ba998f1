using System.Net;
using GenreQueue.Api.Page;
using GenreQueue.Library.Files;

namespace GenreQueue.Api.Tests.Page;

/// <summary>The files in <c>wwwroot</c> and what the page loads besides them.</summary>
public sealed class PageFilesTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/ops", "text/html")]
    [InlineData("/icon.svg", "image/svg+xml")]
    [InlineData("/js/main.js", "text/javascript")]
    [InlineData("/js/settings.js", "text/javascript")]
    [InlineData("/css/base.css", "text/css")]
    [InlineData("/lib/signalr.min.js", "text/javascript")]
    [InlineData("/lib/tus.min.js", "text/javascript")]
    public async Task Every_part_of_the_page_is_served_under_a_policy_that_allows_no_other_host(string path, string type)
    {
        using var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        var policy = string.Join("", response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
    }

    [Fact]
    public async Task The_api_reference_and_its_scripts_are_served_under_a_strict_policy()
    {
        using var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.GetAsync("/scalar/", Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var policy = string.Join("", response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy.Replace("style-src 'unsafe-inline'", "", StringComparison.Ordinal));
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("https:", html);
        foreach (var script in (string[])["scalar.js", "scalar.aspnetcore.js"])
        {
            using var file = await client.GetAsync($"/scalar/{script}", Cancellation);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }
        using var again = await client.GetAsync("/scalar/", Cancellation);
        Assert.NotEqual(policy, string.Join("", again.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task Client_settings_hold_the_skipped_extensions_and_the_size_limit_and_can_be_cached()
    {
        using var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.GetAsync("/api/v1/settings", Cancellation);
        Assert.Equal(TimeSpan.FromMinutes(5), response.Headers.CacheControl?.MaxAge);
        var settings = await response.ReadAsync<ClientSettings>();
        Assert.Equal(200_000_000, settings.MaxUploadBytes);
        Assert.Equal(SkippedExtensions.All, settings.SkippedExtensions);
    }
}
