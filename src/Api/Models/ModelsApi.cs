using GenreQueue.Analysis.Models;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Logging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GenreQueue.Api.Models;

/// <summary>The available models.</summary>
/// <param name="Default">Id of the model that is used when none is specified.</param>
/// <param name="Models">Cards of all models.</param>
public sealed record ModelsResponse(string Default, IReadOnlyList<ModelCard> Models);

/// <summary>The available genres.</summary>
/// <param name="Genres">Ids of the models that support a genre, by genre.</param>
public sealed record GenresResponse(IReadOnlyDictionary<string, IReadOnlyList<string>> Genres);

public static class ModelsApi
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Models");
        group.MapGet("/models", List).WithName("ListModels").WithSummary("List models").WithDescription("Returns the card of every installed model.");
        group.MapGet("/models/{id}", Get).WithName("GetModel").ProducesProblems(404)
            .WithSummary("Get a model").WithDescription("Returns the model's card: training set, parameters and measured accuracy.");
        group.MapGet("/genres", Genres).WithName("ListGenres").WithSummary("List genres").WithDescription("Returns every genre with the models that support it.");
    }

    private static Ok<ModelsResponse> List(ModelCatalog models) => TypedResults.Ok(new ModelsResponse(ModelCatalog.Default, models.Cards));

    /// <param name="id">Id of the model.</param>
    internal static Ok<ModelCard> Get(string id, ModelCatalog models) =>
        TypedResults.Ok(models.Cards.FirstOrDefault(card => card.Id == id)
            ?? throw new ApiException(404, ErrorCodes.UnknownModel, $"There is no model {ClientText.Quote(id)}."));

    private static Ok<GenresResponse> Genres(ModelCatalog models) => TypedResults.Ok(new GenresResponse(
        models.Cards.SelectMany(card => card.Genres, (card, genre) => (card.Id, genre))
            .GroupBy(pair => pair.genre, pair => pair.Id)
            .OrderBy(genre => genre.Key, StringComparer.Ordinal)
            .ToDictionary(genre => genre.Key, genre => (IReadOnlyList<string>)[.. genre])));
}
