using GenreQueue.Analysis.Models;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Logging;

namespace GenreQueue.Api.Jobs;

/// <summary>The options of a request, which apply to all its files.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Window">Part of the track to analyse.</param>
/// <param name="Labels">Rule that selects the genres of a result.</param>
/// <param name="Batch">Batch to add the jobs to.</param>
/// <param name="Priority">Queue of the jobs.</param>
/// <param name="Callback">Address that is called when a job has ended.</param>
public sealed record SubmitOptions(
    string Model = ModelCatalog.Default,
    WindowMode Window = WindowMode.Middle,
    LabelsMode Labels = LabelsMode.Multi,
    Guid? Batch = null,
    Priority Priority = Priority.Interactive,
    string? Callback = null)
{
    /// <summary>Names of the options in the query, in form fields and in tus metadata.</summary>
    public static IReadOnlyList<string> Names { get; } = ["model", "window", "labels", "batch", "priority", "callback"];

    /// <summary>Parses options; those that are missing or empty get their defaults.</summary>
    /// <exception cref="ApiException">Lists the first unknown name and every invalid value.</exception>
    public static SubmitOptions Parse(IReadOnlyDictionary<string, string> values)
    {
        var errors = values.Keys.FirstOrDefault(name => !Names.Contains(name)) is { } unknown ? ErrorOf(unknown) : [];
        var defaults = new SubmitOptions();
        string? Get(string name) => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
        var options = new SubmitOptions(
            Get("model") ?? defaults.Model,
            EnumOption("window", Get("window"), defaults.Window, errors),
            EnumOption("labels", Get("labels"), defaults.Labels, errors),
            Id("batch", Get("batch"), errors),
            EnumOption("priority", Get("priority"), defaults.Priority, errors),
            Get("callback"));
        return errors.Count == 0 ? options : throw ApiException.InvalidOptions(errors);
    }

    /// <exception cref="ApiException">No option has this name.</exception>
    public static void RequireKnown(string name)
    {
        if (!Names.Contains(name)) throw ApiException.InvalidOptions(ErrorOf(name));
    }

    private static Dictionary<string, string[]> ErrorOf(string unknown)
    {
        var name = ClientText.Quote(unknown);
        return new() { [name] = [$"The option {name} does not exist. Available options: {string.Join(", ", Names)}."] };
    }

    private static T EnumOption<T>(string name, string? value, T fallback, Dictionary<string, string[]> errors) where T : struct, Enum
    {
        if (value is null) return fallback;
        if (EnumNames.TryParse<T>(value, out var parsed)) return parsed;
        errors[name] = [$"The option {name} must be one of {EnumNames.All<T>()}."];
        return fallback;
    }

    private static Guid? Id(string name, string? value, Dictionary<string, string[]> errors)
    {
        if (value is null) return null;
        if (Guid.TryParse(value, out var id)) return id;
        errors[name] = [$"The option {name} must be an id such as 0198c0de-0000-7000-8000-000000000000."];
        return null;
    }
}
