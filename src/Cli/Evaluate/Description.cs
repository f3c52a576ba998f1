using System.Globalization;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Cli.Datasets;
using GenreQueue.Contracts;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Describes the tracks and settings of an evaluation.</summary>
internal static class Description
{
    public static IReadOnlyList<(string Name, string Value)> Of(LabelledTracks tracks, ClassifierSettings settings)
    {
        string duplicates = tracks.DuplicatesDropped is { } dropped ? $"{dropped} duplicates dropped" : "duplicates kept";
        return
        [
            ("tracks", $"{tracks.Table.Rows.Count} of {tracks.Source}, {duplicates}"),
            ("features", $"{settings.Features.JsonName()}, {(settings.Standardise ? "standardised" : "raw")}{Components(settings)}"),
            ("classifier", Classifier(settings)),
            ("seed", $"{settings.Seed}"),
        ];
    }

    private static string Components(ClassifierSettings settings) => settings.PcaShare is { } share
        ? string.Create(CultureInfo.InvariantCulture, $", principal components for {100 * share:0.##} % of the variance")
        : "";

    private static string Classifier(ClassifierSettings settings)
    {
        string gamma = settings.Gamma is { } value ? value.ToString(CultureInfo.InvariantCulture) : "1/features";
        FormattableString parameters = settings.Classifier switch
        {
            ClassifierKind.SvmLinear or ClassifierKind.Logistic => $"C {settings.C}",
            ClassifierKind.SvmRbf => $"C {settings.C}, gamma {gamma}",
            ClassifierKind.SvmPoly => $"C {settings.C}, gamma {gamma}, degree {settings.Degree}, coef0 {settings.Coef0}",
            _ => $"k {settings.K}",
        };
        string decision = settings.Votes ? "by votes" : "by highest probability";
        return $"{settings.Classifier.JsonName()}, {parameters.ToString(CultureInfo.InvariantCulture)}, {decision}";
    }
}
