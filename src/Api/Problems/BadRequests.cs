using System.Text.Json;
using System.Text.RegularExpressions;
using GenreQueue.Hosting.Logging;

namespace GenreQueue.Api.Problems;

/// <summary>Words the framework's errors for bad requests without the names of .NET types, which are meaningless to a client.</summary>
internal static partial class BadRequests
{
    private const int MaxFrameworkMessage = 300;

    public static ApiException Translate(BadHttpRequestException bad) =>
        new(bad.StatusCode, ProblemCodes.Of(bad.StatusCode), bad.InnerException is JsonException json ? Explain(json) : Explain(bad));

    private static string Explain(JsonException json)
    {
        if (!ConversionFailure().IsMatch(json.Message)) return $"The body is not valid JSON: error in line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.";
        return json.Path is { Length: > 2 } path
            ? $"The field \"{ClientText.Quote(path[2..])}\" must be {Kind(json.InnerException?.Message ?? "")}."
            : "The body must be a JSON object.";
    }

    private static string Explain(BadHttpRequestException bad)
    {
        if (bad.StatusCode == StatusCodes.Status415UnsupportedMediaType) return "The content type is not supported. Send application/json.";
        if (BindingFailure().Match(bad.Message) is { Success: true } binding)
            return $"The value \"{ClientText.Quote(binding.Groups["value"].Value)}\" is not valid for {binding.Groups["name"].Value}.";
        return MissingParameter().Match(bad.Message) is { Success: true } missing ? $"The {missing.Groups["name"].Value} is missing." : ClientText.Quote(bad.Message, MaxFrameworkMessage);
    }

    // System.Text.Json 10 names the wanted kind in the inner exception only, and the type of the whole body in its own message.
    private static string Kind(string message) => message switch
    {
        _ when message.Contains(" string", StringComparison.Ordinal) => "a string",
        _ when message.Contains(" boolean", StringComparison.Ordinal) => "true or false",
        _ when message.Contains(" number", StringComparison.Ordinal) => "a number",
        _ => "of another type",
    };

    [GeneratedRegex("^The JSON value could not be converted to ")]
    private static partial Regex ConversionFailure();

    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex BindingFailure();

    [GeneratedRegex("""^Required parameter ".* (?<name>\w+)" was not provided """)]
    private static partial Regex MissingParameter();
}
