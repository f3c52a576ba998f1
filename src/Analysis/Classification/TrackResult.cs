using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Classification;

/// <summary>Combines the predictions for the windows of a track, in order of time, into one result.</summary>
/// <param name="card">Card of the model that made the predictions.</param>
internal sealed class TrackResult(ModelCard card)
{
    private readonly List<(Prediction Prediction, Segment Segment)> _windows = [];
    private AudioInfo? _info;

    public void Add(AudioWindow window, Prediction prediction, Outcome outcome)
    {
        // The decoder can learn more about the file with every window.
        _info = window.Info;
        var genre = outcome == Outcome.NotMusic ? null : card.Genres[prediction.Top];
        _windows.Add((prediction, new Segment(
            window.StartSeconds, window.DurationSeconds, genre, prediction.Probabilities[prediction.Top], outcome)));
    }

    /// <summary>The result for the track. Probabilities are averaged over the windows that are music, or over all if none is.</summary>
    /// <exception cref="InvalidOperationException">No window was added.</exception>
    public ClassificationResult Result(ClassifyOptions options, Timings timings)
    {
        if (_info is null) throw new InvalidOperationException("The decoder returned no window.");
        var music = _windows.Where(window => window.Segment.Outcome != Outcome.NotMusic).ToList();
        var counted = music.Count > 0 ? music : _windows;
        var all = card.Genres
            .Select((genre, i) => (genre, Probability: counted.Average(window => window.Prediction.Probabilities[i])))
            .ToDictionary(pair => pair.genre, pair => pair.Probability);
        var genres = LabelsRule.Apply(all, options.Labels);
        var probability = all[genres[0]];
        var outcome = music.Count > 0
            ? OutcomeRule.OfMusic(probability, music.Sum(window => window.Segment.Duration))
            : Outcome.NotMusic;
        var isMusic = outcome != Outcome.NotMusic;
        return new ClassificationResult(
            isMusic ? genres[0] : null,
            probability,
            all,
            isMusic ? genres : [],
            options.Labels,
            outcome,
            [.. _windows.Select(window => window.Segment)],
            new ModelReference(card.Id, card.Version),
            Facts(_info, options.Window),
            timings);
    }

    private AudioFacts Facts(AudioInfo info, WindowMode window)
    {
        var first = _windows[0].Segment;
        var last = _windows[^1].Segment;
        return new AudioFacts(
            info.Format, info.Decoder, info.SampleRate, info.Channels, info.DurationSeconds, window, first.Start, last.Start + last.Duration - first.Start);
    }
}
