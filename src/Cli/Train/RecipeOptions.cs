using System.CommandLine;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Svm;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Termination;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Train;

/// <summary>Options that select a recipe and override parts of it.</summary>
internal sealed class RecipeOptions
{
    private readonly RecipeOption _recipe = new();
    private readonly EnumOption<FeatureKind> _kind = new("--kind", "Features to use.");
    private readonly EnumOption<SvmKernel> _kernel = new("--kernel", "Kernel of the SVM.");
    private readonly Option<double?> _c = new("--c", "--C") { Description = "Cost of a training error.", HelpName = "x" };
    private readonly Option<double?> _gamma = new("--gamma") { Description = "Gamma of a polynomial or RBF kernel.", HelpName = "x" };
    private readonly Option<int?> _degree = new("--degree") { Description = "Degree of a polynomial kernel.", HelpName = "n" };
    private readonly Option<double?> _coef0 = new("--coef0") { Description = "Constant of a polynomial kernel.", HelpName = "x" };
    private readonly Option<bool> _standardise = new("--standardise") { Description = "Scale each feature to mean 0 and standard deviation 1 over the training set." };
    private readonly Option<bool> _raw = new("--raw") { Description = "Use the features unscaled; the model then has no one-class SVM for novelty detection." };
    private readonly Option<int?> _seed = new("--seed") { Description = "Random seed; the same seed gives the same model.", HelpName = "n" };

    public IEnumerable<Option> All => [_recipe.Option, _kind, _kernel, _c, _gamma, _degree, _coef0, _standardise, _raw, _seed];

    /// <exception cref="UsageException">Options contradict each other.</exception>
    public Recipe In(ParseResult parsed)
    {
        var start = _recipe.In(parsed);
        bool standardise = parsed.GetValue(_standardise), raw = parsed.GetValue(_raw);
        if (standardise && raw) throw new UsageException("--standardise and --raw contradict each other.");
        return new Recipe(
            _kind.IfGiven(parsed) ?? start.Features,
            _kernel.IfGiven(parsed) ?? start.Kernel,
            parsed.GetValue(_c) ?? start.C,
            parsed.GetValue(_gamma) ?? start.Gamma,
            parsed.GetValue(_degree) ?? start.Degree,
            parsed.GetValue(_coef0) ?? start.Coef0,
            standardise || (!raw && start.Standardise),
            parsed.GetValue(_seed) ?? start.Seed);
    }
}
