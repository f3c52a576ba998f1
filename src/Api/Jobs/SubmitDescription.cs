using GenreQueue.Analysis.Models;
using GenreQueue.Api.OpenApi;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using Microsoft.OpenApi;

namespace GenreQueue.Api.Jobs;

/// <summary>Describes the files and options of <c>POST /api/v1/jobs</c>, which its handler reads from the raw request.</summary>
internal static class SubmitDescription
{
    public static TBuilder WithSubmitOptions<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        foreach (var name in SubmitOptions.Names) endpoint.WithQuery(name, SchemaOf(name));
        return endpoint
            .WithQuery("fileName", Schemas.Text("Name of the file when the body is the file itself; for display only."))
            .WithHeader(IdempotencyKeys.Header, "b8f1c2d4", "Up to 255 characters. Repeating the request with the same key returns the same reply and creates no second job.")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = Body();
                return Task.CompletedTask;
            });
    }

    private static OpenApiRequestBody Body() => new()
    {
        Required = true,
        Description = "The tracks as form files, or one track as the body itself.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new OpenApiMediaType { Schema = Form() },
            ["audio/*"] = new OpenApiMediaType { Schema = Schemas.Binary() },
            ["application/octet-stream"] = new OpenApiMediaType { Schema = Schemas.Binary() },
        },
    };

    private static OpenApiSchema Form()
    {
        var properties = SubmitOptions.Names.ToDictionary(name => name, IOpenApiSchema (name) => SchemaOf(name));
        properties["file"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MinItems = 1,
            Items = Schemas.Binary(),
            Description = "The tracks; they must follow all other fields.",
        };
        return new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string> { "file" }, Properties = properties };
    }

    private static OpenApiSchema SchemaOf(string option) => option switch
    {
        "model" => Schemas.Text("Id of the model; see /api/v1/models.", ModelCatalog.Default),
        "window" => Schemas.EnumOption<WindowMode>("Part of the track to analyse: 30 s from its middle, its first 30 s, or all of it in windows of 30 s.", WindowMode.Middle),
        "labels" => Schemas.EnumOption<LabelsMode>("How many genres a result names: the top one; up to two with p ≥ 0.30; up to three with p > 0.15.", LabelsMode.Multi),
        "priority" => Schemas.EnumOption<Priority>("Queue of the job; bulk jobs never delay interactive ones.", Priority.Interactive),
        "batch" => Schemas.Text("Id of the batch to add the jobs to.", format: "uuid"),
        "callback" => Schemas.Text("URL that receives a webhook, signed as Standard Webhooks, when a job has ended. Requires a webhook secret on the server.", format: "uri"),
        _ => throw new ArgumentOutOfRangeException(nameof(option), option, "The option has no description."),
    };
}
