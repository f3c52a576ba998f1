using System.Globalization;
using System.Text;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Training.Report;

/// <summary>Renders an evaluation as one self-contained HTML page without scripts or external resources.</summary>
public static class HtmlReport
{
    /// <summary>Renders the page.</summary>
    /// <param name="title">Title of the page.</param>
    /// <param name="protocol">Description of the protocol.</param>
    /// <param name="summary">Results of the evaluation.</param>
    /// <param name="settings">Names and values to list at the end.</param>
    public static string Write(string title, string protocol, EvaluationSummary summary, IReadOnlyList<(string Name, string Value)> settings)
    {
        var result = summary.Pooled;
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Svg.Escape(title)}</title>
            <style>
            {Style.Css}
            </style>
            </head>
            <body>
            <main>
            <h1>{Svg.Escape(title)}</h1>
            <p>{Svg.Escape(protocol)}: {result.Clips} predictions for {summary.Genres.Count} genres.</p>
            <div class="figures">

            """);
        Figure(page, "accuracy", Percent(summary.Accuracy));
        Figure(page, "macro-F1", Number(summary.MacroF1));
        if (summary.LogLoss is { } logLoss) Figure(page, "log-loss", Number(logLoss));
        if (summary.CalibrationError is { } error) Figure(page, "calibration error", Number(error));
        page.Append("</div>\n<div class=\"charts\">\n");
        Chart(page, "wide", "Confusion matrix", "Rows are true genres, columns predicted genres; a stronger colour is a larger share of the row.", Charts.Confusion(result));
        Chart(page, "", "Genres", """<span class="key precision">precision</span><span class="key recall">recall</span>""", Charts.Genres(result));
        if (result.Reliability.Count > 0)
        {
            Chart(page, "", "Reliability", "On the dashed line, predictions with a probability of 80 % are correct 8 times in 10. The numbers are counts of predictions; pale bars have few.", Charts.Reliability(result));
            Chart(page, "", "Coverage", """<span class="key coverage">predictions kept</span><span class="key accuracy">accuracy of the kept predictions</span>""", Charts.Coverage(result));
        }
        Table(page, result);
        page.Append("<section class=\"card wide\">\n<h2>Settings</h2>\n<table>\n");
        foreach (var (name, value) in settings) page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Svg.Escape(name)}</th><td>{Svg.Escape(value)}</td></tr>\n");
        return page.Append("</table>\n</section>\n</div>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void Figure(StringBuilder page, string name, string value) =>
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"card\"><b>{value}</b><span>{name}</span></div>\n");

    private static void Chart(StringBuilder page, string @class, string title, string legend, string svg) =>
        page.Append(CultureInfo.InvariantCulture, $"<section class=\"card {@class}\"><h2>{title}</h2><p>{legend}</p><div class=\"scroll\">{svg}</div></section>\n");

    private static void Table(StringBuilder page, EvaluationResult result)
    {
        page.Append("<section class=\"card\">\n<h2>Scores by genre</h2>\n<div class=\"scroll\"><table>\n<tr><th>genre</th>");
        page.Append("<th class=\"number\">clips</th><th class=\"number\">precision</th><th class=\"number\">recall</th><th class=\"number\">F1</th></tr>\n");
        foreach (var score in result.Genres)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Svg.Escape(score.Genre)}</th><td class=\"number\">{score.Clips}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{score.Precision:0.000}</td><td class=\"number\">{score.Recall:0.000}</td><td class=\"number\">{score.F1:0.000}</td></tr>\n");
        }
        page.Append("</table></div>\n</section>\n");
    }

    private static string Percent(Measure measure) =>
        Text(measure.Mean * 100, measure.Deviation * 100, "0.0") + " %";

    private static string Number(Measure measure) => Text(measure.Mean, measure.Deviation, "0.000");

    private static string Text(double mean, double? deviation, string format) => mean.ToString(format, CultureInfo.InvariantCulture)
        + (deviation is { } d ? $" <small>± {d.ToString(format, CultureInfo.InvariantCulture)}</small>" : "");
}
