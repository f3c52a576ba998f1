using System.Text.Json.Nodes;
using System.Text.Json;
using GenreQueue.Analysis.Decoding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GenreQueue.Api.OpenApi;

public static class OpenApiExtensions
{
    /// <summary>Adds the description of the API; it is served at <c>/openapi/v1.json</c>.</summary>
    public static IServiceCollection AddDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "GenreQueue",
                    Version = "v1",
                    Description = "Names the genre of music from the sound itself: post tracks, get jobs, read answers.",
                };
                // The address a document was asked for at says nothing about the API.
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(DescribeAsync);
        });

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        SubmitDescription.Complete(operation);
        RequestDescription.Complete(operation);
        foreach (var (status, response) in operation.Responses ?? [])
        {
            foreach (var (type, content) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
                content.Example = Examples.For(operation.OperationId, status, type);
        }
        return Task.CompletedTask;
    }

    internal static JsonNode ToNode(object value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!;
}
