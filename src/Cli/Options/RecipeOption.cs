using System.CommandLine;
using System.Text.Json.Serialization;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Options;

/// <summary><c>--recipe default|classic</c></summary>
internal sealed class RecipeOption
{
    private readonly EnumOption<RecipeName> _option = new(
        "--recipe", "Source of the settings that are not given: the recipe of the shipped default models, or the original system's.", RecipeName.Default);

    /// <summary>The values that the option accepts.</summary>
    private enum RecipeName
    {
        /// <summary><see cref="Recipe.Default"/></summary>
        [JsonStringEnumMemberName("default")] Default,

        /// <summary><see cref="Recipe.Classic"/></summary>
        [JsonStringEnumMemberName("classic")] Classic,
    }

    public Option Option => _option;

    public Recipe In(ParseResult parsed) => _option.In(parsed) == RecipeName.Classic ? Recipe.Classic : Recipe.Default;
}
