using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

/// <summary>What a sender may ask for, the same for every file of a request.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Window">Part of the track to analyse.</param>
/// <param name="Labels">Labels rule to apply.</param>
/// <param name="Batch">Batch to add the jobs to.</param>
/// <param name="Priority">Queue to wait in.</param>
/// <param name="Callback">Address to call when a job has ended.</param>
public sealed record SubmitOptions(
    string Model = ModelCatalog.Default,
    WindowMode Window = WindowMode.Middle,
    LabelsMode Labels = LabelsMode.Multi,
    Guid? Batch = null,
    Priority Priority = Priority.Interactive,
    string? Callback = null)
{
    /// <summary>The names under which they are asked for: in the query, in form fields, in tus metadata.</summary>
    public static IReadOnlyList<string> Names { get; } = ["model", "window", "labels", "batch", "priority", "callback"];

    /// <summary>Reads options by name; one that is absent or empty has its default.</summary>
    /// <exception cref="ApiException">A name or a value is wrong; all that are wrong are named at once.</exception>
    public static SubmitOptions Parse(IReadOnlyDictionary<string, string> values)
    {
        var errors = values.Keys.Where(name => !Names.Contains(name))
            .ToDictionary(name => name, name => new[] { $"There is no option {name}; there are {string.Join(", ", Names)}." });
        var defaults = new SubmitOptions();
        string? Get(string name) => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
        var options = new SubmitOptions(
            Get("model") ?? defaults.Model,
            Choice("window", Get("window"), defaults.Window, errors),
            Choice("labels", Get("labels"), defaults.Labels, errors),
            Id("batch", Get("batch"), errors),
            Choice("priority", Get("priority"), defaults.Priority, errors),
            Get("callback"));
        return errors.Count == 0 ? options : throw ApiException.InvalidOptions(errors);
    }

    private static T Choice<T>(string name, string? value, T fallback, Dictionary<string, string[]> errors) where T : struct, Enum
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
