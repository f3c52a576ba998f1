using System.Collections.Concurrent;
using System.Diagnostics;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Contracts;

namespace GenreQueue.Training.Datasets;

/// <summary>Extracts the features of many tracks into a table on disk, as many at a time as the decoders have slots.</summary>
/// <param name="decoders">Decodes the tracks; stays the caller's to dispose.</param>
/// <param name="kind">Features to extract, of the 30 s in the middle of each track.</param>
public sealed class FeatureExtraction(DecoderPool decoders, FeatureKind kind)
{
    // Tracks that may be begun while an earlier one is not written yet: rows keep the order of the tracks, so that the
    // same data give the same table.
    private const int Ahead = 256;

    private readonly ConcurrentBag<FeatureExtractor> _extractors = [];

    /// <summary>
    /// Appends a row for each track that the table does not hold yet. A run that was stopped, even in the middle of a
    /// row, is continued by calling this again.
    /// </summary>
    /// <param name="tracks">Tracks with different names; see <see cref="DatasetTrack.Find"/>.</param>
    /// <param name="csv">The table; made where there is none.</param>
    /// <param name="progress">Told after each track, in order; may be null.</param>
    /// <param name="cancellationToken">Stops the run; tracks before the first unfinished one are in the table.</param>
    /// <exception cref="FeatureTableException">The file is something else than a table of these features.</exception>
    /// <exception cref="IOException">The table cannot be read or written.</exception>
    /// <exception cref="DllNotFoundException">A native library is not installed.</exception>
    public async Task<FeatureExtractionReport> RunAsync(
        IReadOnlyList<DatasetTrack> tracks, string csv, Action<FeatureExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        using var table = FeatureTableFile.Open(csv, kind);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var missing = tracks.Where(t => !table.Contains(t.Name)).ToList();
        var there = tracks.Count - missing.Count;
        var extracted = 0;
        var failures = new List<FeatureExtractionFailure>();
        var started = Stopwatch.GetTimestamp();
        var running = new Queue<Task<Outcome>>();
        void Report() => progress?.Invoke(new FeatureExtractionProgress(tracks.Count, there, extracted, failures.Count, Stopwatch.GetElapsedTime(started)));

        Report();
        try
        {
            for (var next = 0; next < missing.Count || running.Count > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (next < missing.Count && running.Count < Ahead)
                {
                    var track = missing[next++];
                    running.Enqueue(Task.Run(() => ExtractAsync(track, stop.Token), CancellationToken.None));
                    continue;
                }
                var outcome = await running.Dequeue().ConfigureAwait(false);
                if (outcome.Row is { } row)
                {
                    table.Append(row);
                    extracted++;
                }
                if (outcome.Failure is { } failure) failures.Add(failure);
                Report();
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll((IEnumerable<Task>)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return new FeatureExtractionReport(there, extracted, failures);
    }

    private async Task<Outcome> ExtractAsync(DatasetTrack track, CancellationToken cancellationToken)
    {
        try
        {
            // The walk yields a folder only when it could not look inside.
            if (Directory.Exists(track.Path)) throw new AudioException(ErrorCodes.Unreadable, "The folder cannot be read.");
            await foreach (var window in decoders.DecodeAsync(track.Path, WindowMode.Middle, MfccTransform.SampleRate, cancellationToken).ConfigureAwait(false))
            {
                return new Outcome(new FeatureRow(track.Name, track.Genre, Extract(window)), null);
            }
            throw new AudioException(ErrorCodes.NoAudio, "There is no audio.");
        }
        catch (AudioException exception)
        {
            return new Outcome(null, new FeatureExtractionFailure(track.Name, exception.Code, exception.Message));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DllNotFoundException))
        {
            // One odd file must not end a run over a whole library.
            return new Outcome(null, new FeatureExtractionFailure(track.Name, ErrorCodes.InternalError, exception is InvalidOperationException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}"));
        }
    }

    private double[] Extract(AudioWindow window)
    {
        if (!_extractors.TryTake(out var extractor)) extractor = new FeatureExtractor();
        try
        {
            return extractor.Extract(window.Samples.Span, kind).Values;
        }
        finally
        {
            _extractors.Add(extractor);
        }
    }

    private sealed record Outcome(FeatureRow? Row, FeatureExtractionFailure? Failure);
}
