using Microsoft.AspNetCore.Mvc;

namespace GenreQueue.Api.Problems;

public static class ProducesProblemsExtensions
{
    /// <summary>Adds the problem responses of an endpoint to the API description.</summary>
    public static TBuilder ProducesProblems<TBuilder>(this TBuilder endpoint, params int[] statuses) where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
        return endpoint;
    }
}
