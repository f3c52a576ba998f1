using Microsoft.OpenApi;

namespace GenreQueue.Api.OpenApi;

public static class OpenApiExtensions
{
    /// <summary>
    /// Adds the OpenAPI document, served at <c>/openapi/v1.json</c>. Descriptions of properties and parameters are the XML comments of
    /// their types and handlers; summaries, examples and parameters read from the raw request are declared next to the routes.
    /// </summary>
    public static IServiceCollection AddDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "GenreQueue",
                    Version = "v1",
                    Description = "Classifies the genre of music from its sound: upload tracks, follow their jobs, read the results.",
                };
                // The host name of this request is not part of the API.
                document.Servers?.Clear();
                NullableReferences.MoveDescriptions(document);
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, _, _) =>
            {
                ProblemDescription.AddExamples(operation);
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                ProblemDescription.Describe(schema, context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            });
        });
}
