using System.Xml.Linq;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Report;

namespace GenreQueue.Training.Tests.Report;

public sealed class HtmlReportTests
{
    private static readonly string[] Genres = ["blues", "drum & bass", "<script>"];

    private static readonly Answer[] Answers = [new(0, [0.9, 0.1, 0]), new(0, [0.3, 0.5, 0.2]), new(1, [0.1, 0.8, 0.1]), new(2, [0.2, 0.2, 0.6])];

    [Fact]
    public void A_report_contains_its_charts_and_loads_no_external_resources()
    {
        var page = Parse(Report(withProbabilities: true));
        Assert.Equal(4, page.Descendants("svg").Count());
        Assert.All(page.Descendants("svg"), svg => Assert.False(string.IsNullOrEmpty((string?)svg.Attribute("aria-label"))));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "image" or "use");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "href");
        string css = page.Descendants("style").Single().Value;
        Assert.DoesNotContain("url(", css);
        Assert.DoesNotContain("@import", css);
        Assert.Contains("prefers-color-scheme: dark", css);
    }

    [Fact]
    public void A_report_shows_metrics_confusion_and_settings()
    {
        var page = Parse(Report(withProbabilities: true));
        string text = page.Value;
        Assert.Contains("75.0 %", text);
        Assert.Contains("drum & bass predicted as drum & bass: 1 of 1 clips (100.0 %)", text);
        Assert.Contains("blues predicted as drum & bass: 1 of 2 clips (50.0 %)", text);
        Assert.Contains("C 1, gamma 0.005", text);
    }

    [Fact]
    public void A_classifier_that_only_votes_has_no_reliability_and_no_coverage()
    {
        var page = Parse(Report(withProbabilities: false));
        Assert.Equal(2, page.Descendants("svg").Count());
        Assert.DoesNotContain("calibration", page.Value);
    }

    [Fact]
    public void Deviations_over_repeats_are_shown()
    {
        EvaluationResult half = Metrics.Of(Answers[..2], Genres), all = Metrics.Of(Answers, Genres);
        string page = HtmlReport.Write("knn", "2 random splits", new EvaluationSummary(Genres, [half, all], all, TrainingAccuracy: null), []);
        Assert.Contains("62.5 <small>± 17.7</small> %", page);
    }

    private static string Report(bool withProbabilities)
    {
        var result = Metrics.Of(Answers, Genres, withProbabilities);
        var summary = new EvaluationSummary(Genres, [result], result, TrainingAccuracy: null);
        return HtmlReport.Write("svm-rbf on <table>.csv", "10-fold cross-validation", summary, [("classifier", "C 1, gamma 0.005")]);
    }

    /// <summary>Parses the page as XML, which checks every tag and escape; only the doctype and the void elements need to be adapted.</summary>
    private static XElement Parse(string page) =>
        XDocument.Parse(page.Replace("<!doctype html>", "").Replace("\">\n<meta", "\"/>\n<meta").Replace("'unsafe-inline'\">", "'unsafe-inline'\"/>")).Root!;
}
