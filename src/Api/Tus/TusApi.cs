using System.Globalization;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Limits;
using GenreQueue.Api.Store;
using GenreQueue.Hosting.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GenreQueue.Api.Tus;

/// <summary>Resumable uploads by tus 1.0.0: core, creation (also with upload), expiration, checksum and termination.</summary>
public static class TusApi
{
    private const string Path = "/api/v1/uploads";

    public static IServiceCollection AddTus(this IServiceCollection services)
    {
        services.AddSettings<TusOptions>(TusOptions.Section);
        services.AddSingleton<TusFiles>();
        services.AddSingleton<TusWriter>();
        services.AddSingleton<TusSubmission>();
        services.AddSingleton<TusUploads>();
        return services.AddHostedService<TusSweep>();
    }

    public static void MapTus(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Uploads").AddEndpointFilter<TusFilter>();
        group.MapMethods("/", ["OPTIONS"], Describe).WithSummary("What this tus server can do");
        group.MapPost("/", Create).TakesUploads().WithName("CreateUpload")
            .Produces(StatusCodes.Status201Created).ProducesProblems(400, 404, 412, 413, 415, 460, 503, 507)
            .WithSummary("Begin a resumable upload by tus 1.0.0")
            .WithDescription("Upload-Metadata takes filename and the options of a job: model, window, labels, batch, priority, callback. "
                + "The body may hold the first bytes, or all of them.");
        group.MapMethods("/{id:guid}", ["HEAD"], Head).WithName("GetUploadOffset")
            .Produces(StatusCodes.Status200OK).ProducesProblems(404, 412, 423).WithSummary("How much of an upload has arrived, in Upload-Offset");
        group.MapPatch("/{id:guid}", Patch).TakesUploads().WithName("AppendToUpload")
            .Produces(StatusCodes.Status204NoContent).ProducesProblems(400, 404, 409, 412, 413, 415, 423, 460, 503, 507)
            .WithSummary("Go on with an upload").WithDescription("With its last byte it becomes a job, which Job-Location names.");
        group.MapDelete("/{id:guid}", Delete).WithName("TerminateUpload")
            .ProducesProblems(404, 412, 423).WithSummary("Forget an upload").WithDescription("A job that it became stays.");
        group.MapPost("/{id:guid}", Override).ExcludeFromDescription();
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
        var upload = await uploads.CreateAsync(length, request.Headers[TusHeaders.UploadMetadata].ToString(), context.RequestAborted);
        if (hasBody)
        {
            try
            {
                upload = await uploads.AppendAsync(upload.Id, 0, request.Body, request.ContentLength, checksum, context.RequestAborted);
            }
            catch
            {
                // Its address has not been told to anybody.
                uploads.Forget(upload.Id);
                throw;
            }
        }
        WriteState(response, uploads, upload);
        return TypedResults.Created($"{request.PathBase}{Path}/{upload.Id}");
    }

    private static async Task<IResult> Head(Guid id, HttpContext context, TusUploads uploads)
    {
        var upload = await uploads.GetAsync(id);
        WriteState(context.Response, uploads, upload);
        context.Response.Headers[TusHeaders.UploadLength] = upload.Length.ToString(CultureInfo.InvariantCulture);
        if (upload.Metadata.Length > 0) context.Response.Headers[TusHeaders.UploadMetadata] = upload.Metadata;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok();
    }

    private static async Task<IResult> Patch(Guid id, HttpContext context, TusUploads uploads)
    {
        var request = context.Request;
        if (!IsOffsetStream(request)) throw TusProblems.NoOffsetStream();
        var upload = await uploads.AppendAsync(
            id, ReadNumber(request, TusHeaders.UploadOffset), request.Body, request.ContentLength, ReadChecksum(request), context.RequestAborted);
        WriteState(context.Response, uploads, upload);
        return TypedResults.NoContent();
    }

    private static NoContent Delete(Guid id, TusUploads uploads)
    {
        uploads.Terminate(id);
        return TypedResults.NoContent();
    }

    /// <summary>For clients whose surroundings know neither PATCH nor DELETE.</summary>
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
