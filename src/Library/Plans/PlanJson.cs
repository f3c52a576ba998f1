using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreQueue.Library.Plans;

/// <summary>The JSON of plans: one object a line.</summary>
public static class PlanJson
{
    /// <summary>Names in camel case; unknown, missing and repeated members are errors.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // Keeps file names readable; the text is not embedded in HTML, so nothing needs escaping for it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>The line of an entry, without the line break.</summary>
    public static string Line(PlanEntry entry) => JsonSerializer.Serialize(entry, Options);
}
