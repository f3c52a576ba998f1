using Microsoft.OpenApi;

namespace GenreQueue.Api.OpenApi;

/// <summary>
/// The generator describes a nullable property of an object type as "null or a reference" and puts the description on the reference,
/// where most tools ignore it.
/// </summary>
internal static class NullableReferences
{
    /// <summary>Moves such descriptions to the property.</summary>
    public static void MoveDescriptions(OpenApiDocument document)
    {
        foreach (var property in (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).Values.SelectMany(PropertiesOf))
        {
            if (property is not OpenApiSchema { Description: null, OneOf: { } alternatives }) continue;
            if (alternatives.OfType<OpenApiSchemaReference>().FirstOrDefault() is not { Reference.Description: { } description } reference) continue;
            property.Description = description;
            reference.Reference.Description = null;
        }
    }

    private static IEnumerable<IOpenApiSchema> PropertiesOf(IOpenApiSchema schema) => schema.Properties?.Values ?? [];
}
