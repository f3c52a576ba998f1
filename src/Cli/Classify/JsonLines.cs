using System.Text.Encodings.Web;
using System.Text.Json;

namespace GenreQueue.Cli.Classify;

/// <summary>Writes one JSON object per line: <c>file</c>, then the fields of the result, or <c>error</c> with <c>code</c> and <c>message</c>.</summary>
internal sealed class JsonLines(TextWriter output)
{
    // Keeps file names readable; the output is not embedded in HTML, so nothing needs escaping for it.
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
