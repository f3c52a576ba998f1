using System.CommandLine;
using GenreQueue.Analysis.Features;
using GenreQueue.Analysis.Svm;
using GenreQueue.Analysis.Training;

namespace GenreQueue.Cli.Train;

/// <summary>A recipe to start from, and what to change in it.</summary>
internal sealed class RecipeOptions
{
    private const string Original = "classic";

    private readonly Option<string> _recipe = new("--recipe")
    {
        Description = "Recipe to start from: that of the default models, or the original system's.",
        HelpName = "default|classic",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<string?> _kind = new("--kind") { Description = "Features: the original's 104, or 103 of which a gain changes none.", HelpName = "classic|logcov" };
    private readonly Option<string?> _kernel = new("--kernel") { Description = "Kernel of the machine.", HelpName = "linear|polynomial|rbf" };
    private readonly Option<double?> _c = new("--c") { Description = "Cost of a training error.", HelpName = "x" };
    private readonly Option<double?> _gamma = new("--gamma") { Description = "Gamma of a polynomial or RBF kernel.", HelpName = "x" };
    private readonly Option<int?> _degree = new("--degree") { Description = "Degree of a polynomial kernel.", HelpName = "n" };
    private readonly Option<double?> _coef0 = new("--coef0") { Description = "Constant of a polynomial kernel.", HelpName = "x" };
    private readonly Option<bool?> _standardise = new("--standardise") { Description = "Scale every feature to mean 0 and deviation 1.", HelpName = "true|false" };
    private readonly Option<int?> _seed = new("--seed") { Description = "Seed of whatever is random: the same seed gives the same model.", HelpName = "n" };

    public RecipeOptions()
    {
        _recipe.AcceptOnlyFromAmong("default", Original);
        _kind.AcceptOnlyFromAmong("classic", "logcov");
        _kernel.AcceptOnlyFromAmong("linear", "polynomial", "rbf");
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _recipe, _kind, _kernel, _c, _gamma, _degree, _coef0, _standardise, _seed }) command.Add(option);
    }

    public Recipe In(ParseResult parsed)
    {
        var start = parsed.GetRequiredValue(_recipe) == Original ? Recipe.Classic : Recipe.Default;
        return new Recipe(
            Parsed(parsed.GetValue(_kind), start.Features),
            Parsed(parsed.GetValue(_kernel), start.Kernel),
            parsed.GetValue(_c) ?? start.C,
            parsed.GetValue(_gamma) ?? start.Gamma,
            parsed.GetValue(_degree) ?? start.Degree,
            parsed.GetValue(_coef0) ?? start.Coef0,
            parsed.GetValue(_standardise) ?? start.Standardise,
            parsed.GetValue(_seed) ?? start.Seed);
    }

    private static T Parsed<T>(string? word, T otherwise) where T : struct, Enum => word is null ? otherwise : Enum.Parse<T>(word, ignoreCase: true);
}
