using System.Text;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Uploads;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GenreQueue.Api.Jobs;

/// <summary>Reads the options and files of a request: <c>multipart/form-data</c>, or a single file as the body. Files are streamed into the upload store.</summary>
public sealed class SubmitRequestReader(UploadReceiver receiver, JobSubmitter submitter, IOptions<ApiOptions> options)
{
    private const int MaxFields = 32;
    private const int MaxFieldBytes = 4_096;
    private const int MaxFieldsBytes = 64 * 1_024;
    private const int MaxPartHeaders = 16;
    private const int MaxPartHeadersBytes = 8 * 1_024;

    /// <param name="request">The request.</param>
    /// <param name="files">Receives the files.</param>
    /// <param name="cancellationToken">The client has disconnected.</param>
    /// <exception cref="ApiException">The request is rejected.</exception>
    public async Task<SubmitOptions> ReadAsync(HttpRequest request, ReceivedFiles files, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Value.UploadDeadline);
        try
        {
            var values = request.Query.Where(q => q.Key != "fileName").ToDictionary(q => q.Key, q => q.Value.ToString());
            var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
            if (type is not null && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
                return await ReadMultipartAsync(request, type, values, files, deadline.Token);
            RequireRawType(type);
            var chosen = await CheckedAsync(values, deadline.Token);
            await receiver.ReceiveAsync(files, request.Body, request.Query["fileName"], deadline.Token);
            return chosen;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ApiException(408, ProblemCodes.UploadTimeout, $"The upload took longer than {options.Value.UploadDeadlineSeconds} s.");
        }
    }

    private async Task<SubmitOptions> ReadMultipartAsync(
        HttpRequest request, MediaTypeHeaderValue type, Dictionary<string, string> values, ReceivedFiles files, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200)
            throw new ApiException(400, ProblemCodes.BadRequest, "The multipart content type has no valid boundary.");
        var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = MaxPartHeaders, HeadersLengthLimit = MaxPartHeadersBytes };
        var (fields, fieldsBytes) = (0, 0);
        SubmitOptions? chosen = null;
        while (await NextAsync(reader, cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                throw new ApiException(400, ProblemCodes.BadRequest, "Every part of the form needs a Content-Disposition header.");
            if (!disposition.IsFileDisposition())
            {
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                SubmitOptions.RequireKnown(name);
                if (chosen is not null)
                    throw new ApiException(400, ProblemCodes.BadRequest, $"The field {name} follows a file. All fields must precede the files.");
                var value = await ReadFieldAsync(name, section.Body, cancellationToken);
                if (++fields > MaxFields || (fieldsBytes += value.Length) > MaxFieldsBytes)
                    throw new ApiException(400, ProblemCodes.BadRequest, $"The form has more than {MaxFields} fields or {MaxFieldsBytes} bytes of text before its files.");
                values[name] = Encoding.UTF8.GetString(value.Span).Trim();
                continue;
            }
            chosen ??= await CheckedAsync(values, cancellationToken);
            if (files.Count == options.Value.MaxFilesPerRequest)
                throw new ApiException(413, ProblemCodes.UploadTooLarge, $"A request may contain at most {options.Value.MaxFilesPerRequest} files.");
            var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
            await receiver.ReceiveAsync(files, section.Body, fileName.Value, cancellationToken);
        }
        return chosen ?? throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["file"] = ["The request contains no file."] });
    }

    /// <summary>Parses and checks the options before the first file is read, so that a bad request fails early.</summary>
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
            throw new ApiException(400, ProblemCodes.IncompleteBody, "The multipart body is malformed or incomplete.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadFieldAsync(string name, Stream field, CancellationToken cancellationToken)
    {
        var bytes = await new RequestBody(field).PeekAsync(MaxFieldBytes + 1, cancellationToken);
        if (bytes.Length > MaxFieldBytes) throw new ApiException(400, ProblemCodes.BadRequest, $"The field {name} is longer than {MaxFieldBytes} bytes.");
        return bytes;
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
