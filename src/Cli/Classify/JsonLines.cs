using System.Text.Encodings.Web;
using System.Text.Json;

namespace GenreQueue.Cli.Classify;

/// <summary>One JSON object a line: <c>file</c>, then the fields of the result, or <c>error</c> with <c>code</c> and <c>message</c>.</summary>
internal sealed class JsonLines(TextWriter output)
{
    // Names of tracks stay readable; the lines are not meant for the inside of an HTML page.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(ClassifiedFile file)
    {
        var line = new Dictionary<string, object?> { ["file"] = file.Path };
        if (file.Error is { } error) line["error"] = error;
        if (file.Result is { } result)
        {
            foreach (var field in JsonSerializer.SerializeToElement(result, Options).EnumerateObject()) line[field.Name] = field.Value;
        }
        output.WriteLine(JsonSerializer.Serialize(line, Options));
        output.Flush();
    }
}
