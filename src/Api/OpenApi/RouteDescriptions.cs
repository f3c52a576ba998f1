using System.Globalization;
using Microsoft.OpenApi;

namespace GenreQueue.Api.OpenApi;

/// <summary>Parts of an operation's description that cannot be inferred from its handler; used where the route is mapped.</summary>
internal static class RouteDescriptions
{
    /// <summary>Adds an example to a response.</summary>
    public static TBuilder WithExample<TBuilder>(this TBuilder endpoint, int status, object example) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var response = operation.Responses?[status.ToString(CultureInfo.InvariantCulture)];
            if (response?.Content is { } content && content.TryGetValue("application/json", out var json)) json.Example = Schemas.ToNode(example);
            return Task.CompletedTask;
        });

    /// <summary>Adds a request header that the handler reads itself.</summary>
    public static TBuilder WithHeader<TBuilder>(this TBuilder endpoint, string name, string example, string description)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithParameter(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Example = example,
            Schema = Schemas.Text(),
        });

    /// <summary>Adds a query parameter that the handler reads itself.</summary>
    public static TBuilder WithQuery<TBuilder>(this TBuilder endpoint, string name, OpenApiSchema schema) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithParameter(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = schema.Description,
            Schema = schema,
        });

    /// <summary>Sets the schema of a query parameter that is declared as text, so that the handler can reject its values itself.</summary>
    public static TBuilder WithQuerySchema<TBuilder>(this TBuilder endpoint, string name, OpenApiSchema schema) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.Name == name))
                parameter.Schema = schema;
            return Task.CompletedTask;
        });

    private static TBuilder WithParameter<TBuilder>(this TBuilder endpoint, OpenApiParameter parameter) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(parameter);
            return Task.CompletedTask;
        });
}
