using GenreQueue.Analysis.Models;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GenreQueue.Api.Models;

/// <param name="Default">Id of the model that answers when none is named.</param>
/// <param name="Models">All models with their cards.</param>
public sealed record ModelsResponse(string Default, IReadOnlyList<ModelCard> Models);

/// <param name="Genres">Every genre, and the ids of the models that know it.</param>
public sealed record GenresResponse(IReadOnlyDictionary<string, IReadOnlyList<string>> Genres);

public static class ModelsApi
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Models");
        group.MapGet("/models", (ModelCatalog models) => TypedResults.Ok(new ModelsResponse(ModelCatalog.Default, models.Cards)))
            .WithName("ListModels").WithSummary("The models that can be asked, with their cards");
        group.MapGet("/models/{id}", Get).WithName("GetModel").ProducesProblems(404).WithSummary("A model's card: what it is made from and how good it is");
        group.MapGet("/genres", Genres).WithName("ListGenres").WithSummary("Every genre, with the models that know it");
    }

    private static Ok<ModelCard> Get(string id, ModelCatalog models) =>
        TypedResults.Ok(models.Cards.FirstOrDefault(card => card.Id == id)
            ?? throw new ApiException(404, ErrorCodes.UnknownModel, $"There is no model {id}."));

    private static Ok<GenresResponse> Genres(ModelCatalog models) => TypedResults.Ok(new GenresResponse(
        models.Cards.SelectMany(card => card.Genres, (card, genre) => (card.Id, genre))
            .GroupBy(pair => pair.genre, pair => pair.Id)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g])));
}
