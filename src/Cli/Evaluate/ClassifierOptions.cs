using System.CommandLine;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Termination;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Options that select the classifier to evaluate. The recipe supplies whatever is not given.</summary>
internal sealed class ClassifierOptions(ProtocolOptions protocol)
{
    private readonly RecipeOption _recipe = new();
    private readonly EnumOption<ClassifierKind> _classifier = new("--classifier", "Classifier. One other than the recipe's starts from C 1, gamma 1/features, degree 3, coef0 0.");
    private readonly EnumOption<FeatureKind> _kind = new("--kind", "Features to use.");
    private readonly Option<double?> _c = new("--c", "--C") { Description = "Cost of a training error (SVM), or weight of the data against the L2 penalty (logistic).", HelpName = "x" };
    private readonly Option<double?> _gamma = new("--gamma") { Description = "Gamma of the RBF and polynomial kernels.", HelpName = "x" };
    private readonly Option<int?> _degree = new("--degree") { Description = "Degree of the polynomial kernel.", HelpName = "n" };
    private readonly Option<double?> _coef0 = new("--coef0") { Description = "Constant of the polynomial kernel.", HelpName = "x" };
    private readonly Option<int> _k = new("--k") { Description = "Number of neighbours (knn).", HelpName = "n", DefaultValueFactory = _ => 5 };
    private readonly Option<bool> _standardise = new("--standardise") { Description = "Scale each feature to mean 0 and standard deviation 1 over the training set." };
    private readonly Option<bool> _raw = new("--raw") { Description = "Use the features unscaled." };
    private readonly Option<double?> _pca = new("--pca") { Description = "Keep the principal components that explain this share of the variance, such as 0.9.", HelpName = "share" };
    private readonly Option<bool> _votes = new("--votes") { Description = "Let an SVM decide by its pairwise votes, as in the original system: faster, without log-loss and calibration error." };

    public IEnumerable<Option> All => [_recipe.Option, _classifier, _kind, _c, _gamma, _degree, _coef0, _k, _standardise, _raw, _pca, _votes];

    /// <exception cref="UsageException">Options contradict each other or are out of range.</exception>
    public ClassifierSettings In(ParseResult parsed)
    {
        var recipe = ClassifierSettings.From(_recipe.In(parsed));
        var classifier = _classifier.IfGiven(parsed) ?? recipe.Classifier;
        var start = classifier == recipe.Classifier ? recipe : new ClassifierSettings(recipe.Features, classifier, Standardise: recipe.Standardise);
        bool standardise = parsed.GetValue(_standardise), raw = parsed.GetValue(_raw), votes = parsed.GetValue(_votes);
        if (standardise && raw) throw new UsageException("--standardise and --raw contradict each other.");
        if (votes && classifier is (ClassifierKind.Knn or ClassifierKind.Logistic)) throw new UsageException("--votes applies to SVMs only.");
        if (parsed.GetValue(_pca) is not (null or (> 0 and <= 1))) throw new UsageException("--pca takes a share above 0 and at most 1, such as 0.9.");
        return start with
        {
            Features = _kind.IfGiven(parsed) ?? start.Features,
            C = parsed.GetValue(_c) ?? start.C,
            Gamma = parsed.GetValue(_gamma) ?? start.Gamma,
            Degree = parsed.GetValue(_degree) ?? start.Degree,
            Coef0 = parsed.GetValue(_coef0) ?? start.Coef0,
            K = parsed.GetValue(_k),
            Standardise = standardise || (!raw && start.Standardise),
            PcaShare = parsed.GetValue(_pca),
            Votes = votes,
            Seed = protocol.Seed(parsed),
        };
    }
}
