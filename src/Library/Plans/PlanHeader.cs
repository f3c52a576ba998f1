using GenreQueue.Contracts;

namespace GenreQueue.Library.Plans;

/// <summary>The first line of a plan file.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Version">Version of the format: <see cref="CurrentVersion"/>.</param>
/// <param name="Root">Absolute path of the folder to which the paths of the entries are relative.</param>
/// <param name="Model">The model that was asked.</param>
/// <param name="Options">The rules of the run by the names of their options, for the reader; they are not applied again.</param>
/// <param name="Created">When the plan was made, UTC.</param>
public sealed record PlanHeader(
    string Format, int Version, string Root, ModelReference Model, IReadOnlyDictionary<string, string> Options, DateTimeOffset Created)
{
    /// <summary>Marks a file as a plan.</summary>
    public const string FormatName = "genrequeue-plan";

    /// <summary>The version that this program writes and reads.</summary>
    public const int CurrentVersion = 1;
}
