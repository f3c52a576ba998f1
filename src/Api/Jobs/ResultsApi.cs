using System.Text.Json;
using GenreQueue.Analysis.Models;
using GenreQueue.Api.OpenApi;
using GenreQueue.Api.Problems;
using GenreQueue.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GenreQueue.Api.Jobs;

/// <summary>Hashes whose results are wanted.</summary>
/// <param name="Sha256">SHA-256 of the files, hexadecimal, at most 1,000.</param>
/// <param name="Model">Id of the model.</param>
/// <param name="Window">Part of the track that was analysed.</param>
/// <param name="Labels">Rule that selected the genres.</param>
public sealed record ResultLookupRequest(IReadOnlyList<string>? Sha256, string? Model = null, WindowMode? Window = null, LabelsMode? Labels = null);

/// <summary>The known results.</summary>
/// <param name="Results">One result for each known hash.</param>
/// <param name="Unknown">The other hashes: these files have to be submitted.</param>
/// <param name="Model">The model whose results were looked up, in its current version.</param>
public sealed record ResultLookupResponse(IReadOnlyList<KnownResult> Results, IReadOnlyList<string> Unknown, ModelReference Model);

/// <summary>The result of a file that was classified before.</summary>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Result">What a job with this file and these options would get.</param>
public sealed record KnownResult(string Sha256, ClassificationResult Result);

public static class ResultsApi
{
    /// <summary>Most hashes of one request.</summary>
    public const int MaxHashes = 1_000;

    private const int MaxBodyBytes = 128 * 1_024;

    public static void MapResults(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/results/lookup", Lookup).WithTags("Results").WithName("LookUpResults").ProducesProblems(400, 413, 415)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .WithExample(200, new ResultLookupResponse(
                [new KnownResult(JobExamples.Succeeded.Sha256!, JobExamples.Succeeded.Result!)],
                ["2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"],
                JobExamples.Succeeded.Result!.Model))
            .WithSummary("Look up results by hash")
            .WithDescription("Tells which files were classified before by the same version of the model with the same options, so that only the others have to be uploaded.");

    /// <param name="body">The hashes and the options.</param>
    internal static async Task<Ok<ResultLookupResponse>> Lookup(
        ResultLookupRequest body, JobSubmitter submitter, ResultCache cache, ModelCatalog models, CancellationToken cancellationToken)
    {
        if (body.Sha256 is not { Count: > 0 and <= MaxHashes } given || !given.All(IsHash))
            throw ApiException.InvalidOptions(new Dictionary<string, string[]> { ["sha256"] = [$"The field sha256 must be a list of 1 to {MaxHashes} SHA-256 hashes of 64 hexadecimal digits."] });
        var defaults = new SubmitOptions();
        var options = new SubmitOptions(body.Model ?? defaults.Model, body.Window ?? defaults.Window, body.Labels ?? defaults.Labels);
        await submitter.CheckAsync(options, cancellationToken);
        var hashes = given.Select(hash => hash.ToLowerInvariant()).Distinct().ToList();
        var known = await cache.FindUploadsAsync(options, hashes, cancellationToken);
        var card = models.Cards.First(model => model.Id == options.Model);
        return TypedResults.Ok(new ResultLookupResponse(
            [.. hashes.Where(known.ContainsKey).Select(hash => new KnownResult(hash, JsonSerializer.Deserialize<ClassificationResult>(known[hash].Result!, JsonSerializerOptions.Web)!))],
            [.. hashes.Where(hash => !known.ContainsKey(hash))],
            new ModelReference(card.Id, card.Version)));
    }

    private static bool IsHash(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigit);
}
