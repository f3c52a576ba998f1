using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GenreQueue.Hosting.Tests.Uploads;

/// <summary>The part of the S3 protocol that the upload store uses, with listings of two objects per page. Large objects are hashed but not kept.</summary>
internal sealed class FakeS3 : IAsyncDisposable
{
    private const int MaxKept = 1_000_000;
    private static readonly XNamespace Names = "http://s3.amazonaws.com/doc/2006-03-01/";
    private readonly ConcurrentDictionary<string, byte[]> _objects = new();
    private readonly WebApplication _app;

    private FakeS3()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Url => _app.Urls.Single();
    public long? LastContentLength { get; private set; }
    public string? LastSha256 { get; private set; }

    public static async Task<FakeS3> StartAsync()
    {
        var server = new FakeS3();
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.TrimStart('/');
        if (!http.Request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=key/", StringComparison.Ordinal)) http.Response.StatusCode = 403;
        else if (path.TrimEnd('/') == "tracks") await ListAsync(http);
        else if (http.Request.Method == "PUT") await PutAsync(path, http);
        else if (http.Request.Method == "DELETE") Delete(path, http);
        else if (_objects.TryGetValue(path, out var content)) await GetAsync(content, http);
        else await WriteAsync(http, 404, new XElement("Error", new XElement("Code", "NoSuchKey"), new XElement("Message", "No such key.")));
    }

    private async Task PutAsync(string path, HttpContext http)
    {
        using var hash = SHA256.Create();
        using var kept = new MemoryStream();
        var block = new byte[64 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(block, http.RequestAborted)) > 0;)
        {
            hash.TransformBlock(block, 0, read, null, 0);
            if (kept.Length + read <= MaxKept) kept.Write(block, 0, read);
        }
        hash.TransformFinalBlock([], 0, 0);
        LastContentLength = http.Request.ContentLength;
        LastSha256 = Convert.ToHexStringLower(hash.Hash!);
        _objects[path] = kept.ToArray();
        http.Response.Headers.ETag = ETagOf(kept.ToArray());
    }

    private void Delete(string path, HttpContext http)
    {
        _objects.TryRemove(path, out _);
        http.Response.StatusCode = 204;
    }

    private static async Task GetAsync(byte[] content, HttpContext http)
    {
        http.Response.ContentLength = content.Length;
        http.Response.Headers.ETag = ETagOf(content);
        http.Response.Headers.LastModified = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        if (http.Request.Method == "GET") await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    /// <summary>The SDK compares the ETag with the MD5 of the content.</summary>
#pragma warning disable CA5351 // Required by the S3 protocol.
    private static string ETagOf(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
#pragma warning restore CA5351

    private Task ListAsync(HttpContext http)
    {
        var prefix = "tracks/" + http.Request.Query["prefix"];
        var after = http.Request.Query["continuation-token"].ToString();
        var found = _objects.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(k, after) > 0).Order(StringComparer.Ordinal).ToList();
        var page = found.Take(2).ToList();
        return WriteAsync(http, 200, new XElement(Names + "ListBucketResult",
            new XElement(Names + "IsTruncated", found.Count > 2),
            found.Count > 2 ? new XElement(Names + "NextContinuationToken", page[^1]) : null,
            page.Select(key => new XElement(Names + "Contents",
                new XElement(Names + "Key", key["tracks/".Length..]),
                new XElement(Names + "LastModified", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
                new XElement(Names + "Size", _objects[key].Length)))));
    }

    private static Task WriteAsync(HttpContext http, int status, XElement body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/xml";
        return http.Response.WriteAsync(body.ToString(), http.RequestAborted);
    }
}
