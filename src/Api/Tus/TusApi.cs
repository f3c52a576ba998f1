using System.Globalization;
using GenreQueue.Api.Limits;
using GenreQueue.Api.Problems;
using GenreQueue.Hosting.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GenreQueue.Api.Tus;

/// <summary>Resumable uploads with tus 1.0.0: the core protocol and the extensions creation, creation-with-upload, expiration, checksum and termination.</summary>
public static class TusApi
{
    private const string Path = "/api/v1/uploads";

    public static IServiceCollection AddTus(this IServiceCollection services)
    {
        services.AddSettings<TusOptions>(TusOptions.Section);
        services.AddSingleton<TusFiles>();
        services.AddSingleton<TusReservations>();
        services.AddSingleton<TusWriter>();
        services.AddSingleton<TusSubmission>();
        services.AddSingleton<TusUploads>();
        return services.AddHostedService<TusSweep>();
    }

    public static void MapTus(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Uploads").AddEndpointFilter<TusFilter>();
        group.MapMethods("/", ["OPTIONS"], Describe).WithName("DescribeUploads")
            .WithSummary("Get the capabilities of the tus server").WithDescription("Returns protocol version, extensions, checksum algorithms and the size limit in tus headers.");
        group.MapPost("/", Create).TakesUploads().WithName("CreateUpload")
            .Produces(StatusCodes.Status201Created).ProducesProblems(400, 404, 412, 413, 415, 460, 503, 507)
            .WithSummary("Create a resumable upload (tus 1.0.0)")
            .WithDescription("Upload-Metadata accepts filename and the options of a job: model, window, labels, batch, priority, callback. "
                + "The body may contain the first bytes of the file or the whole file.");
        group.MapMethods("/{id:guid}", ["HEAD"], Head).WithName("GetUploadOffset")
            .Produces(StatusCodes.Status200OK).ProducesProblems(404, 412, 423)
            .WithSummary("Get the offset of an upload").WithDescription("Returns the number of bytes received so far in Upload-Offset.");
        group.MapPatch("/{id:guid}", Patch).TakesUploads().WithName("AppendToUpload")
            .Produces(StatusCodes.Status204NoContent).ProducesProblems(400, 404, 409, 412, 413, 415, 423, 460, 503, 507)
            .WithSummary("Append to an upload")
            .WithDescription("The last byte completes the upload and creates its job, whose address is returned in Job-Location.");
        group.MapDelete("/{id:guid}", Delete).WithName("TerminateUpload")
            .ProducesProblems(404, 412, 423).WithSummary("Delete an upload").WithDescription("Terminates the upload. A job that was created from it is not affected.");
        group.MapPost("/{id:guid}", Override).TakesUploads().ExcludeFromDescription();
    }

    private static NoContent Describe(HttpResponse response, TusUploads uploads)
    {
        response.Headers[TusHeaders.SupportedExtensions] = TusHeaders.Extensions;
        response.Headers[TusHeaders.SupportedChecksums] = TusChecksum.Algorithms;
        response.Headers[TusHeaders.MaxSize] = uploads.MaxBytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Create(HttpContext context, TusUploads uploads)
    {
        var (request, response) = (context.Request, context.Response);
        var length = ReadNumber(request, TusHeaders.UploadLength);
        var checksum = ReadChecksum(request);
        var hasBody = HasBody(request);
        var upload = await uploads.CreateAsync(length, request.Headers[TusHeaders.UploadMetadata].ToString(), ClientPartition.Of(context), context.RequestAborted);
        if (hasBody)
        {
            try
            {
                upload = await uploads.AppendAsync(upload.Id, 0, request.Body, request.ContentLength, checksum, context.RequestAborted);
            }
            catch
            {
                // The client has not received the address, so it cannot resume this upload.
                uploads.Discard(upload.Id);
                throw;
            }
        }
        WriteState(response, uploads, upload);
        return TypedResults.Created($"{request.PathBase}{Path}/{upload.Id}");
    }

    /// <param name="id">Id of the upload.</param>
    internal static async Task<IResult> Head(Guid id, HttpContext context, TusUploads uploads)
    {
        var upload = await uploads.GetAsync(id);
        WriteState(context.Response, uploads, upload);
        context.Response.Headers[TusHeaders.UploadLength] = upload.Length.ToString(CultureInfo.InvariantCulture);
        if (upload.Metadata.Length > 0) context.Response.Headers[TusHeaders.UploadMetadata] = upload.Metadata;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok();
    }

    /// <param name="id">Id of the upload.</param>
    internal static async Task<IResult> Patch(Guid id, HttpContext context, TusUploads uploads)
    {
        var request = context.Request;
        if (!IsOffsetStream(request)) throw TusProblems.NoOffsetStream();
        var upload = await uploads.AppendAsync(
            id, ReadNumber(request, TusHeaders.UploadOffset), request.Body, request.ContentLength, ReadChecksum(request), context.RequestAborted);
        WriteState(context.Response, uploads, upload);
        return TypedResults.NoContent();
    }

    /// <param name="id">Id of the upload.</param>
    internal static NoContent Delete(Guid id, TusUploads uploads)
    {
        uploads.Terminate(id);
        return TypedResults.NoContent();
    }

    /// <summary>For clients whose environment supports neither PATCH nor DELETE.</summary>
    private static async Task<IResult> Override(Guid id, HttpContext context, TusUploads uploads) =>
        context.Request.Headers[TusHeaders.MethodOverride].ToString() switch
        {
            "PATCH" => await Patch(id, context, uploads),
            "DELETE" => Delete(id, uploads),
            "HEAD" => await Head(id, context, uploads),
            _ => throw TusProblems.MethodNotAllowed(),
        };

    private static void WriteState(HttpResponse response, TusUploads uploads, TusUpload upload)
    {
        response.Headers[TusHeaders.UploadOffset] = uploads.OffsetOf(upload).ToString(CultureInfo.InvariantCulture);
        response.Headers[TusHeaders.UploadExpires] = uploads.ExpiresAt(upload.Id).ToString("R", CultureInfo.InvariantCulture);
        if (upload.JobId is { } job) response.Headers[TusHeaders.JobLocation] = $"{response.HttpContext.Request.PathBase}/api/v1/jobs/{job}";
    }

    private static bool HasBody(HttpRequest request)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count == 0 && request.ContentType is null)) return false;
        return IsOffsetStream(request) ? true : throw TusProblems.NoOffsetStream();
    }

    private static bool IsOffsetStream(HttpRequest request) =>
        string.Equals(request.ContentType, TusHeaders.ContentType, StringComparison.OrdinalIgnoreCase);

    private static long ReadNumber(HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw TusProblems.InvalidNumber(header);

    private static TusChecksum? ReadChecksum(HttpRequest request) =>
        request.Headers[TusHeaders.UploadChecksum].ToString() is not { Length: > 0 } header
            ? null
            : TusChecksum.Parse(header) ?? throw TusProblems.InvalidChecksum();
}
