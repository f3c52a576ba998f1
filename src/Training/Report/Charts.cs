using GenreQueue.Training.Evaluation;

namespace GenreQueue.Training.Report;

/// <summary>The charts of a report.</summary>
internal static class Charts
{
    /// <summary>The confusion matrix: one square per pair of genres, darker for a larger share of the true genre's clips.</summary>
    public static string Confusion(EvaluationResult result)
    {
        const double cell = 44;
        int n = result.Genres.Count;
        double left = 34 + 7.5 * result.Genres.Max(score => score.Genre.Length), top = left - 8;
        var svg = new Svg(left + n * cell + 24, top + n * cell + 12, "Confusion matrix: rows are true genres, columns predicted genres");
        svg.Text(left + n * cell / 2, 14, "predicted genre", "middle", "title").Text(14, top + n * cell / 2, "true genre", "middle", "title", turn: -90);
        for (int i = 0; i < n; i++)
        {
            var row = result.Genres[i];
            svg.Text(left - 8, top + (i + 0.5) * cell + 4, row.Genre, "end");
            svg.Text(left + (i + 0.5) * cell + 4, top - 8, row.Genre, turn: -45);
            for (int j = 0; j < n; j++)
            {
                int clips = result.Confusion[i][j];
                double share = row.Clips == 0 ? 0 : clips / (double)row.Clips;
                string tooltip = $"{row.Genre} predicted as {result.Genres[j].Genre}: {clips} of {row.Clips} clips ({Plot.Percent(share)})";
                svg.Rect(left + j * cell + 1, top + i * cell + 1, cell - 2, cell - 2, "cell", 1, tooltip);
                svg.Rect(left + j * cell + 1, top + i * cell + 1, cell - 2, cell - 2, i == j ? "right" : "wrong", share, tooltip);
                if (clips > 0) svg.Text(left + (j + 0.5) * cell, top + (i + 0.5) * cell + 4, $"{clips}", "middle", share > 0.6 ? "count on" : "count");
            }
        }
        return svg.ToString();
    }

    /// <summary>Precision and recall of each genre, side by side.</summary>
    public static string Genres(EvaluationResult result)
    {
        const double step = 38, width = 300;
        double left = 16 + 7.5 * result.Genres.Max(score => score.Genre.Length);
        var svg = new Svg(left + width + 64, result.Genres.Count * step + 8, "Precision and recall of each genre");
        foreach (var (score, i) in result.Genres.Select((score, i) => (score, i)))
        {
            double y = 4 + i * step;
            svg.Text(left - 8, y + 20, score.Genre, "end");
            Bar(y + 3, score.Precision, "precision", $"{score.Genre}: precision");
            Bar(y + 17, score.Recall, "recall", $"{score.Genre}: recall");
        }
        return svg.ToString();

        void Bar(double y, double share, string @class, string name)
        {
            svg.Rect(left, y, width, 12, "cell").Rect(left, y, width * share, 12, @class, 1, $"{name} {Plot.Percent(share)}");
            svg.Text(left + width + 8, y + 10, Plot.Percent(share));
        }
    }

    /// <summary>Share of correct predictions against their probability; the diagonal is perfect calibration.</summary>
    public static string Reliability(EvaluationResult result)
    {
        var plot = new Plot("Reliability diagram: share of correct predictions against their probability", "probability of the predicted genre, %", "correct predictions, %");
        foreach (var bin in result.Reliability.Where(bin => bin.Clips > 0))
        {
            string tooltip = $"{bin.Clips} predictions with {Plot.Percent(bin.Confidence)} on average: {Plot.Percent(bin.Accuracy)} correct";
            double width = Plot.X(bin.To) - Plot.X(bin.From) - 4;
            // Bins with few predictions are paler, because their height is unreliable.
            double weight = Math.Max(0.15, Math.Min(1, bin.Clips / 20.0));
            plot.Svg.Rect(Plot.X(bin.From) + 2, Plot.Y(bin.Accuracy), width, Plot.Y(0) - Plot.Y(bin.Accuracy), "recall", weight, tooltip);
            plot.Svg.Text(Plot.X(bin.From) + 2 + width / 2, Plot.Y(bin.Accuracy) - 4, $"{bin.Clips}", "middle", "small");
        }
        plot.Svg.Line(Plot.X(0), Plot.Y(0), Plot.X(1), Plot.Y(1), "ideal");
        return plot.Svg.ToString();
    }

    /// <summary>Coverage and accuracy if predictions below a threshold are rejected.</summary>
    public static string Coverage(EvaluationResult result)
    {
        var plot = new Plot("Coverage and accuracy against the threshold", "predictions below this probability rejected, %", "share, %");
        plot.Svg.Polyline(result.Coverage.Select(point => (Plot.X(point.Threshold), Plot.Y(point.Coverage))), "line coverage");
        // With fewer than five predictions the accuracy is too noisy.
        plot.Svg.Polyline(
            result.Coverage.Where(point => point.Coverage * result.Clips >= 5).Select(point => (Plot.X(point.Threshold), Plot.Y(point.Accuracy ?? 0))),
            "line accuracy");
        return plot.Svg.ToString();
    }
}
