using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace GenreQueue.Api.OpenApi;

/// <summary>Short forms of the schemas that routes describe by hand.</summary>
internal static class Schemas
{
    public static OpenApiSchema Text(string? description = null, string? defaultValue = null, string? format = null) => new()
    {
        Type = JsonSchemaType.String,
        Format = format,
        Description = description,
        Default = defaultValue is null ? null : JsonValue.Create(defaultValue),
    };

    public static OpenApiSchema Binary() => Text(format: "binary");

    public static OpenApiSchema EnumOption<T>(string? description = null, T? defaultValue = null) where T : struct, Enum => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Enum = [.. Enum.GetValues<T>().Select(value => ToNode(value))],
        Default = defaultValue is { } value ? ToNode(value) : null,
    };

    internal static JsonNode ToNode(object value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!;
}
