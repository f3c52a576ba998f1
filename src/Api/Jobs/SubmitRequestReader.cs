using System.Text;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GenreQueue.Api.Jobs;

/// <summary>Reads a request that brings files: <c>multipart/form-data</c>, or one file as the body. Streams everything; on a fault nothing is left in the store.</summary>
public sealed class SubmitRequestReader(UploadReceiver receiver, JobSubmitter submitter, UploadJanitor janitor, IOptions<ApiOptions> options)
{
    private const int MaxFieldBytes = 4_096;

    /// <exception cref="ApiException">The request is refused.</exception>
    public async Task<(SubmitOptions Options, IReadOnlyList<ReceivedFile> Files)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Value.UploadDeadline);
        var files = new List<ReceivedFile>();
        try
        {
            var values = request.Query.Where(q => q.Key != "fileName").ToDictionary(q => q.Key, q => q.Value.ToString());
            var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
            if (type is not null && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
                return (await ReadMultipartAsync(request, type, values, files, deadline.Token), files);
            RequireRawType(type);
            var chosen = await CheckedAsync(values, deadline.Token);
            files.Add(await receiver.ReceiveAsync(request.Body, request.Query["fileName"], deadline.Token));
            return (chosen, files);
        }
        catch (Exception exception)
        {
            foreach (var file in files) janitor.Delete(file.Upload.Key);
            if (exception is OperationCanceledException && deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                throw new ApiException(408, ProblemCodes.UploadTimeout, $"The upload took longer than {options.Value.UploadDeadlineSeconds} s.");
            throw;
        }
    }

    private async Task<SubmitOptions> ReadMultipartAsync(
        HttpRequest request, MediaTypeHeaderValue type, Dictionary<string, string> values, List<ReceivedFile> files, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200)
            throw new ApiException(400, ProblemCodes.BadRequest, "The multipart content type names no usable boundary.");
        var reader = new MultipartReader(boundary, request.Body);
        SubmitOptions? chosen = null;
        while (await NextAsync(reader, cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            if (!disposition.IsFileDisposition())
            {
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (chosen is not null)
                    throw new ApiException(400, ProblemCodes.BadRequest, $"The field {name} comes after a file; fields have to come before the files they are about.");
                values[name] = await ReadFieldAsync(name, section.Body, cancellationToken);
                continue;
            }
            chosen ??= await CheckedAsync(values, cancellationToken);
            if (files.Count == options.Value.MaxFilesPerRequest)
                throw new ApiException(413, ProblemCodes.UploadTooLarge, $"A request may hold {options.Value.MaxFilesPerRequest} files.");
            var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
            files.Add(await receiver.ReceiveAsync(section.Body, fileName.Value, cancellationToken));
        }
        return chosen ?? throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["file"] = ["The request holds no file."] });
    }

    /// <summary>Everything that can be known to be wrong is said before the first file is read.</summary>
    private async Task<SubmitOptions> CheckedAsync(Dictionary<string, string> values, CancellationToken cancellationToken)
    {
        var chosen = SubmitOptions.Parse(values);
        await submitter.CheckAsync(chosen, cancellationToken);
        return chosen;
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new ApiException(400, ProblemCodes.IncompleteBody, "The multipart body is malformed or ended before its end.");
        }
    }

    private static async Task<string> ReadFieldAsync(string name, Stream field, CancellationToken cancellationToken)
    {
        var bytes = await new RequestBody(field).PeekAsync(MaxFieldBytes + 1, cancellationToken);
        if (bytes.Length > MaxFieldBytes) throw new ApiException(400, ProblemCodes.BadRequest, $"The field {name} is longer than {MaxFieldBytes} bytes.");
        return Encoding.UTF8.GetString(bytes.Span).Trim();
    }

    private static void RequireRawType(MediaTypeHeaderValue? type)
    {
        var audio = type is not null && (type.Type.Equals("audio", StringComparison.OrdinalIgnoreCase)
            || type.Type.Equals("video", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/ogg", StringComparison.OrdinalIgnoreCase));
        if (!audio)
            throw new ApiException(415, ProblemCodes.UnsupportedMediaType,
                "Send multipart/form-data with files, or one file as the body with an audio/* content type or application/octet-stream.");
    }
}
