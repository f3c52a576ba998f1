using System.Net;
using System.Text;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Tests.Tus;

namespace GenreQueue.Api.Tests.Problems;

/// <summary>Requests with headers and bodies that no ordinary client sends: none is an internal error.</summary>
public sealed class OddRequestTests(Apis apis)
{
    private static readonly string Long = new('x', 8_000);

    public static TheoryData<string, string> OddHeaders { get; } = new()
    {
        { "Accept", "garbage" }, { "Accept", "text/csv;q=nan, */*;q=-1" }, { "Accept", ";;;,,," }, { "Accept", Long },
        { "Accept-Charset", "nosuch" }, { "Accept-Encoding", "nosuch;q=9" },
        { "Range", "bytes=9-1,-,x" }, { "Range", "items=0-1" }, { "If-Range", "x" },
        { "If-Match", "\"x" }, { "If-None-Match", "W/" }, { "If-Modified-Since", "yesterday" },
        { "Prefer", "wait=" }, { "Prefer", "wait=99999999999999999999" }, { "Prefer", "wait=-1,wait=\"" }, { "Prefer", "=;=,," }, { "Prefer", Long },
        { "Expect", "200-ok" }, { "Cookie", "=;;=\"" }, { "Authorization", "Basic %%%" }, { "traceparent", "00-zz-zz-zz" },
        { "X-HTTP-Method-Override", "TRACE" }, { "Upload-Metadata", ",,, ,= " }, { "Upload-Length", "-9" }, { "Upload-Offset", "1e9" },
        { "Upload-Checksum", "md5 x" }, { "Upload-Defer-Length", "7" }, { "Idempotency-Key", Long },
    };

    [Theory]
    [MemberData(nameof(OddHeaders))]
    public async Task An_odd_header_is_no_internal_error(string name, string value)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var batch = await client.CreateBatchAsync();
        (string Method, string Path, string? Type)[] requests =
        [
            ("GET", "/api/v1/jobs", null), ("GET", $"/api/v1/batches/{batch.Id}/results", null), ("GET", "/", null), ("GET", "/openapi/v1.json", null),
            ("GET", "/api/v1/jobs/0198c0de-0000-7000-8000-000000000000", null), ("POST", "/api/v1/batches", "application/json"),
            ("POST", "/api/v1/jobs", "audio/wav"), ("POST", "/api/v1/uploads", "application/offset+octet-stream"),
            ("POST", "/hubs/jobs/negotiate", null), ("GET", "/hubs/jobs", null),
        ];
        foreach (var (method, path, type) in requests)
        {
            using var response = await SendAsync(client, method, path, type, "{}", (name, value), ("Tus-Resumable", "1.0.0"));
            Assert.True((int)response.StatusCode < 500, $"{method} {path}: {(int)response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("/api/v1/batches", "application/json; charset=nosuch")]
    [InlineData("/api/v1/batches", "application/json; charset=utf-7")]
    [InlineData("/api/v1/batches", "application/json; charset=\"\"")]
    [InlineData("/api/v1/batches", "garbage")]
    [InlineData("/api/v1/batches", "text/plain")]
    [InlineData("/api/v1/batches", "multipart/form-data; boundary=x")]
    [InlineData("/api/v1/jobs", "audio/wav; charset=nosuch")]
    [InlineData("/api/v1/jobs", "multipart/form-data; boundary=x; charset=nosuch")]
    [InlineData("/api/v1/jobs", "application/x-www-form-urlencoded; charset=nosuch")]
    [InlineData("/api/v1/jobs", "garbage/")]
    [InlineData("/api/v1/uploads", "application/offset+octet-stream; charset=nosuch")]
    [InlineData("/api/v1/uploads", ";")]
    [InlineData("/hubs/jobs/negotiate", "text/plain; charset=nosuch")]
    public async Task An_unknown_content_type_or_charset_is_unsupported(string path, string type)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await SendAsync(client, "POST", path, type, "{}", ("Tus-Resumable", "1.0.0"), ("Upload-Length", "2"));
        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, ProblemCodes.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; charset=UTF-8")]
    public async Task A_charset_may_be_quoted(string type)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await SendAsync(client, "POST", "/api/v1/batches", type, "{}");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task A_long_content_type_is_quoted_shortened()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        foreach (var type in new[] { "application/json; charset=" + Long, "text/" + Long })
        {
            using var response = await SendAsync(client, "POST", "/api/v1/batches", type, "{}");
            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, ProblemCodes.UnsupportedMediaType);
            Assert.InRange(problem.GetRawText().Length, 20, 500);
        }
    }

    [Theory]
    [InlineData("""{"name":7}""", "\"name\" must be a string")]
    [InlineData("""{"name":{"x":1}}""", "\"name\" must be a string")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("7", "must be a JSON object")]
    [InlineData("""{"name":""", "not valid JSON")]
    [InlineData("{\"name\":\"\\ud800\"}", "\"name\" must be a string")]
    public async Task Invalid_json_is_explained_without_types_of_the_program(string json, string expected)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await SendAsync(client, "POST", "/api/v1/batches", "application/json", json);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.BadRequest);
        var detail = problem.GetProperty("detail").GetString()!;
        Assert.Contains(expected, detail);
        foreach (var name in new[] { "CreateBatchRequest", "System.", "GenreQueue" }) Assert.DoesNotContain(name, detail);
    }

    [Theory]
    [InlineData("pageSize=many", "pageSize")]
    [InlineData("batch=7", "batch")]
    public async Task A_query_value_of_the_wrong_kind_is_quoted_shortened(string query, string name)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.GetAsync($"/api/v1/jobs?{query}{Long}", TestContext.Current.CancellationToken);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.BadRequest);
        var detail = problem.GetProperty("detail").GetString()!;
        Assert.Contains(name, detail);
        Assert.InRange(detail.Length, 20, 300);
    }

    [Theory, OnBothDatabases]
    public async Task A_null_character_in_a_filter_matches_nothing(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        using var response = await client.GetAsync("/api/v1/jobs?genre=po%00p", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string method, string path, string? type, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (type is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
