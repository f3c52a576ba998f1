using System.Text.Json;
using GenreQueue.Fixtures;

namespace GenreQueue.Api.Tests.OpenApi;

public sealed class OpenApiTests(Apis apis)
{
    private const string Update = "GENREQUEUE_UPDATE_OPENAPI";
    private static string Copy => Path.Combine(RepositoryPaths.Root, "src", "Api", "OpenApi", "v1.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Keeps changes of the API visible in reviews. To update the copy, run this test with GENREQUEUE_UPDATE_OPENAPI=1.</summary>
    [Fact]
    public async Task The_copy_in_the_repository_equals_the_served_document()
    {
        var served = (await ReadAsync()).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Update) is not null) await File.WriteAllTextAsync(Copy, served, Cancellation);
        Assert.Equal(await File.ReadAllTextAsync(Copy, Cancellation), served);
    }

    [Fact]
    public async Task Every_schema_property_parameter_and_operation_is_described()
    {
        var document = JsonDocument.Parse(await ReadAsync()).RootElement;
        var elements = Schemas(document).Concat(Operations(document)).ToList();
        Assert.True(elements.Count > 150, $"Only {elements.Count} elements were found.");
        Assert.Empty(elements.Where(element => !IsDescribed(element.Value)).Select(element => element.Name));
    }

    private async Task<string> ReadAsync()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        return await client.GetStringAsync("/openapi/v1.json", Cancellation);
    }

    private static IEnumerable<(string Name, JsonElement Value)> Schemas(JsonElement document)
    {
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            yield return (schema.Name, schema.Value);
            foreach (var property in PropertiesOf(schema.Value)) yield return ($"{schema.Name}.{property.Name}", property.Value);
        }
    }

    private static IEnumerable<(string Name, JsonElement Value)> Operations(JsonElement document)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                yield return (name, operation.Value);
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{name} has no summary.");
                if (operation.Value.TryGetProperty("parameters", out var parameters))
                {
                    foreach (var parameter in parameters.EnumerateArray()) yield return ($"{name}: {parameter.GetProperty("name")}", parameter);
                }
                if (!operation.Value.TryGetProperty("requestBody", out var body)) continue;
                yield return ($"{name}: body", body);
                foreach (var content in body.GetProperty("content").EnumerateObject())
                {
                    foreach (var field in PropertiesOf(content.Value.GetProperty("schema"))) yield return ($"{name}: {field.Name}", field.Value);
                }
            }
        }
    }

    private static JsonElement.ObjectEnumerator PropertiesOf(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default;

    private static bool IsDescribed(JsonElement element) =>
        element.TryGetProperty("description", out var description) && !string.IsNullOrWhiteSpace(description.GetString());
}
