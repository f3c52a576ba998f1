using System.Text.Json.Nodes;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using Microsoft.OpenApi;

namespace GenreQueue.Api.OpenApi;

/// <summary>What the handler reads from the request itself, and so nobody can describe for it: files and options of <c>POST /api/v1/jobs</c>.</summary>
internal static class SubmitDescription
{
    public static void Complete(OpenApiOperation operation)
    {
        if (operation.OperationId != "SubmitJobs") return;
        operation.Parameters =
        [
            .. SubmitOptions.Names.Select(name => Query(name, SchemaOf(name), DescriptionOf(name))),
            Query("fileName", Text(), "Name of the file, where it is the body itself; for display."),
            new OpenApiParameter
            {
                Name = IdempotencyKeys.Header, In = ParameterLocation.Header, Schema = Text(), Example = "b8f1c2d4",
                Description = "Any text of at most 255 characters. The same request with the same key gets the same reply and makes no second job.",
            },
        ];
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new OpenApiMediaType { Schema = Form() },
                ["audio/*"] = new OpenApiMediaType { Schema = Binary() },
                ["application/octet-stream"] = new OpenApiMediaType { Schema = Binary() },
            },
        };
    }

    private static OpenApiSchema Form()
    {
        var properties = SubmitOptions.Names.ToDictionary(name => name, IOpenApiSchema (name) => SchemaOf(name));
        properties["file"] = new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 1, Items = Binary(), Description = "The tracks, after all other fields." };
        return new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string> { "file" }, Properties = properties };
    }

    private static OpenApiSchema SchemaOf(string name) => name switch
    {
        "model" => Text(ModelCatalog.Default),
        "window" => Choice<WindowMode>(WindowMode.Middle),
        "labels" => Choice<LabelsMode>(LabelsMode.Multi),
        "priority" => Choice<Priority>(Priority.Interactive),
        "batch" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
        _ => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" },
    };

    private static string DescriptionOf(string name) => name switch
    {
        "model" => "Id of the model to ask; see /api/v1/models.",
        "window" => "Part of the track: 30 s from its middle, its first 30 s, or all of it in windows of 30 s.",
        "labels" => "How many genres an answer names: the top one; up to two with p ≥ 0.30; up to three with p > 0.15.",
        "priority" => "Queue to wait in: bulk never delays interactive.",
        "batch" => "Batch to add the jobs to.",
        _ => "Address that is called, signed as Standard Webhooks, when a job has ended. Needs a secret on the server.",
    };

    private static OpenApiParameter Query(string name, OpenApiSchema schema, string description) =>
        new() { Name = name, In = ParameterLocation.Query, Schema = schema, Description = description };

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static OpenApiSchema Text(string? fallback = null) => new() { Type = JsonSchemaType.String, Default = fallback is null ? null : JsonValue.Create(fallback) };

    internal static OpenApiSchema Choice<T>(T? fallback) where T : struct, Enum => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. Enum.GetValues<T>().Select(v => OpenApiExtensions.ToNode(v))],
        Default = fallback is { } value ? OpenApiExtensions.ToNode(value) : null,
    };
}
