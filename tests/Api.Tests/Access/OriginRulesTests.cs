using GenreQueue.Api.Access;
using GenreQueue.Api.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Tests.Access;

public sealed class OriginRulesTests
{
    [Theory]
    [InlineData("POST", "/api/v1/jobs", null, null, false)]
    [InlineData("POST", "/api/v1/jobs", null, "same-origin", false)]
    [InlineData("POST", "/api/v1/jobs", null, "none", false)]
    [InlineData("POST", "/api/v1/jobs", null, "cross-site", true)]
    [InlineData("POST", "/api/v1/jobs", null, "same-site", true)]
    [InlineData("POST", "/api/v1/jobs", "http://localhost:8080", "same-origin", false)]
    [InlineData("POST", "/api/v1/jobs", "https://LOCALHOST:8080", null, false)]
    [InlineData("POST", "/api/v1/jobs", "http://localhost:8081", "same-site", true)]
    [InlineData("POST", "/api/v1/jobs", "http://localhost", null, true)]
    [InlineData("POST", "/api/v1/jobs", "http://localhost:8080.evil.example", null, true)]
    [InlineData("DELETE", "/api/v1/jobs/1", "https://evil.example", null, true)]
    [InlineData("PATCH", "/api/v1/uploads/1", "null", null, true)]
    [InlineData("POST", "/api/v1/jobs", "https://music.example.org", "cross-site", false)]
    [InlineData("POST", "/api/v1/jobs", "https://music.example.org.evil.example", null, true)]
    [InlineData("GET", "/api/v1/jobs", "https://evil.example", "cross-site", false)]
    [InlineData("GET", "/hubs/jobs", "https://evil.example", null, true)]
    [InlineData("GET", "/hubs/jobs", "https://music.example.org", null, false)]
    [InlineData("GET", "/hubs/jobs", null, null, false)]
    public void Only_own_and_listed_pages_may_change_or_watch(string method, string path, string? origin, string? site, bool foreign)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path, request.Host) = (method, path, new HostString("localhost:8080"));
        if (origin is not null) request.Headers.Origin = origin;
        if (site is not null) request.Headers["Sec-Fetch-Site"] = site;
        var rules = new OriginRules(Options.Create(new ApiOptions { AllowedOrigins = "https://music.example.org; http://other.example.org" }));
        Assert.Equal(foreign, rules.IsForeign(request));
    }

    [Fact]
    public void The_default_port_may_be_omitted()
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Host, request.Headers.Origin) = ("POST", new HostString("music.example.org"), "https://music.example.org");
        Assert.False(new OriginRules(Options.Create(new ApiOptions())).IsForeign(request));
    }
}
