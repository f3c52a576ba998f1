using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Api.Tests.Tus;

/// <summary>Requests of a tus client.</summary>
internal static class TusRequests
{
    public const string Uploads = "/api/v1/uploads";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string Metadata(params (string Key, string Value)[] pairs) =>
        string.Join(',', pairs.Select(p => $"{p.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(p.Value))}"));

    public static Task<HttpResponseMessage> CreateAsync(
        this HttpClient client, long length, string? metadata = null, byte[]? body = null, string? checksum = null) =>
        client.SendAsync(HttpMethod.Post, Uploads, body, ("Upload-Length", Number(length)), ("Upload-Metadata", metadata), ("Upload-Checksum", checksum));

    /// <summary>Creates an upload and returns its address.</summary>
    public static async Task<string> BeginAsync(this HttpClient client, long length, string? metadata = null)
    {
        var response = await client.CreateAsync(length, metadata ?? Metadata(("filename", "song.wav")));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    public static Task<HttpResponseMessage> PatchAsync(this HttpClient client, string upload, long offset, byte[] body, string? checksum = null) =>
        client.SendAsync(HttpMethod.Patch, upload, body, ("Upload-Offset", Number(offset)), ("Upload-Checksum", checksum));

    public static Task<HttpResponseMessage> HeadAsync(this HttpClient client, string upload) => client.SendAsync(HttpMethod.Head, upload, null);

    public static async Task<long> OffsetAsync(this HttpClient client, string upload) => (await client.HeadAsync(upload)).Offset();

    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient client, HttpMethod method, string address, byte[]? body, params (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
        foreach (var (name, value) in headers)
        {
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        }
        return client.SendAsync(request, Cancellation);
    }

    public static string Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(',', values)
            : throw new Xunit.Sdk.XunitException($"The answer has no {name}.");

    public static long Offset(this HttpResponseMessage response) => long.Parse(response.Header("Upload-Offset"), CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
