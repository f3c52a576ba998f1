using System.Globalization;
using System.Text.Json.Nodes;
using GenreQueue.Api.Problems;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace GenreQueue.Api.OpenApi;

/// <summary>Describes the problem documents of this API, which extend the framework's <see cref="ProblemDetails"/>.</summary>
internal static class ProblemDescription
{
    private const string MediaType = "application/problem+json";

    private static readonly Dictionary<string, string> Properties = new()
    {
        ["type"] = "URI that identifies the problem type.",
        ["title"] = "Reason phrase of the HTTP status.",
        ["status"] = "HTTP status code.",
        ["detail"] = "Explanation of this occurrence.",
        ["instance"] = "URI of this occurrence.",
    };

    /// <summary>Adds descriptions and the members that this API adds to every problem.</summary>
    public static void Describe(OpenApiSchema schema, Type type)
    {
        if (type != typeof(ProblemDetails) || schema.Properties is null) return;
        schema.Description = "An error as problem details (RFC 9457).";
        foreach (var (name, description) in Properties)
        {
            if (schema.Properties.TryGetValue(name, out var property)) property.Description = description;
        }
        schema.Properties["code"] = Schemas.Text("Stable error code; clients can switch on it.");
        schema.Properties["traceId"] = Schemas.Text("Trace id; the log of the service has more details under it.");
        schema.Properties["file"] = Schemas.Text("Name of the rejected file, if the problem concerns one file of a request.");
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            Description = "Messages by the name of the invalid option.",
        };
    }

    /// <summary>Adds an example to every error response.</summary>
    public static void AddExamples(OpenApiOperation operation)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response.Content is { } content && content.TryGetValue(MediaType, out var problem))
                problem.Example = Example(int.Parse(status, CultureInfo.InvariantCulture));
        }
    }

    private static JsonObject Example(int status) => new()
    {
        ["title"] = ReasonPhrases.GetReasonPhrase(status),
        ["status"] = status,
        ["detail"] = "Explanation of the error.",
        ["code"] = ProblemCodes.Of(status),
        ["traceId"] = "00-f35997a490e214e3125970b0f2e77f52-d3686d2e47f58c53-00",
    };
}
