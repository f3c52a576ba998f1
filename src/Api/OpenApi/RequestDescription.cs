using GenreQueue.Contracts;
using Microsoft.OpenApi;

namespace GenreQueue.Api.OpenApi;

/// <summary>Parameters whose type in the code says less than there is to know.</summary>
internal static class RequestDescription
{
    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["state"] = "Only jobs in this state.",
        ["batch"] = "Only jobs of this batch.",
        ["genre"] = "Only jobs whose answer is this genre.",
        ["pageSize"] = "Jobs a page, 1 to 200; 50 by default.",
        ["pageToken"] = "The nextPageToken of the page before.",
    };

    public static void Complete(OpenApiOperation operation)
    {
        if (operation.OperationId == "ListJobs")
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            {
                parameter.Description = Parameters.GetValueOrDefault(parameter.Name ?? "");
                if (parameter.Name == "state") parameter.Schema = SubmitDescription.Choice<JobState>(fallback: null);
            }
        }
        if (operation.OperationId == "GetJob")
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(Header("Prefer", "wait=20", "Wait up to so many seconds, at most 60, for the job to end."));
            operation.Parameters.Add(Header("If-None-Match", "\"3\"", "ETag of the job as it is known; 304 while it has not changed."));
        }
    }

    private static OpenApiParameter Header(string name, string example, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Example = example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
