using GenreQueue.Training.Evaluation;

namespace GenreQueue.Training.Tests.Evaluation;

public sealed class MetricsTests
{
    private static readonly string[] Genres = ["blues", "jazz", "rock"];

    /// <summary>Computed by hand: blues 1 of 2 correct (the other predicted as jazz), jazz 2 of 2, rock 0 of 1 (predicted as jazz).</summary>
    private static readonly Answer[] Answers =
    [
        new(0, [0.85, 0.10, 0.05]),
        new(0, [0.30, 0.55, 0.15]),
        new(1, [0.02, 0.95, 0.03]),
        new(1, [0.25, 0.45, 0.30]),
        new(2, [0.20, 0.55, 0.25]),
    ];

    private readonly EvaluationResult _result = Metrics.Of(Answers, Genres);

    [Fact]
    public void The_confusion_matrix_counts_clips_by_true_and_predicted_genre() =>
        Assert.Equal([[1, 1, 0], [0, 2, 0], [0, 1, 0]], _result.Confusion);

    [Fact]
    public void Accuracy_is_the_share_of_correct_predictions() => Assert.Equal(0.6, _result.Accuracy, 1e-12);

    [Fact]
    public void Precision_recall_and_f1_equal_the_values_computed_by_hand()
    {
        Assert.Equal(new GenreScore("blues", 2, 1, 0.5, 2 / 3.0), _result.Genres[0]);
        Assert.Equal(new GenreScore("jazz", 2, 0.5, 1, 2 / 3.0), _result.Genres[1]);
        Assert.Equal(new GenreScore("rock", 1, 0, 0, 0), _result.Genres[2]);
        Assert.Equal(4 / 9.0, _result.MacroF1, 1e-12);
    }

    [Fact]
    public void Log_loss_is_the_mean_negative_log_probability_of_the_true_genre() =>
        Assert.Equal(-(Math.Log(0.85) + Math.Log(0.30) + Math.Log(0.95) + Math.Log(0.45) + Math.Log(0.25)) / 5, _result.LogLoss!.Value, 1e-12);

    [Fact]
    public void A_certain_but_wrong_prediction_has_a_finite_log_loss() =>
        Assert.Equal(-Math.Log(1e-15), Metrics.Of([new Answer(0, [0, 1])], ["a", "b"]).LogLoss!.Value, 1e-9);

    [Fact]
    public void Calibration_error_weights_each_bin_by_its_clips()
    {
        // Bins: 0.4 has one (correct, 0.45), 0.5 two (both wrong, 0.55), 0.8 one (correct, 0.85), 0.9 one (correct, 0.95).
        Assert.Equal([0, 0, 0, 0, 1, 2, 0, 0, 1, 1], _result.Reliability.Select(bin => bin.Clips));
        Assert.Equal((0.55 + 2 * 0.55 + 0.15 + 0.05) / 5, _result.CalibrationError!.Value, 1e-12);
    }

    [Fact]
    public void Coverage_falls_and_accuracy_changes_as_the_threshold_rises()
    {
        Assert.Equal(new CoveragePoint(0, 1, 0.6), _result.Coverage[0]);
        Assert.Equal(new CoveragePoint(0.6, 0.4, 1), _result.Coverage[60]);
        Assert.Equal(new CoveragePoint(1, 0, null), _result.Coverage[100]);
    }

    [Fact]
    public void A_classifier_that_only_votes_has_no_log_loss_and_no_calibration()
    {
        var votes = Metrics.Of(Answers, Genres, withProbabilities: false);
        Assert.Null(votes.LogLoss);
        Assert.Null(votes.CalibrationError);
        Assert.Empty(votes.Reliability);
        Assert.Empty(votes.Coverage);
        Assert.Equal(_result.Accuracy, votes.Accuracy);
    }

    [Fact]
    public void A_genre_that_never_occurs_does_not_lower_the_macro_f1() =>
        Assert.Equal(1, Metrics.Of([new Answer(0, [1, 0, 0]), new Answer(1, [0, 1, 0])], Genres).MacroF1);

    [Fact]
    public void Measuring_no_predictions_is_rejected() => Assert.Throws<ArgumentException>(() => Metrics.Of([], Genres));

    [Fact]
    public void A_measure_has_mean_and_sample_deviation()
    {
        Assert.Equal(new Measure(2, 1), Measure.Of([1, 2, 3]));
        Assert.Equal(new Measure(5, null), Measure.Of([5]));
    }
}
