using System.Diagnostics;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Contracts;

namespace GenreQueue.Training.Datasets;

/// <summary>Extracts the features of many tracks into a table on disk, in as many parallel slots as the decoder pool has.</summary>
/// <param name="decoders">Decodes the tracks; disposed by the caller.</param>
/// <param name="kind">Features to extract from the middle 30 s of each track.</param>
public sealed class FeatureExtraction(DecoderPool decoders, FeatureKind kind)
{
    // Rows are written in the order of the tracks, so that the same data give the same table. This limits how many tracks
    // are started before the first unfinished one is written.
    private const int MaxAhead = 256;

    private readonly ExtractorPool _extractors = new(kind.FrontEnd());

    /// <summary>
    /// Appends a row for each track that is not in the table yet. Calling it again continues a run that was interrupted,
    /// even in the middle of a row.
    /// </summary>
    /// <param name="tracks">Tracks with unique names; see <see cref="DatasetTrack.Find"/>.</param>
    /// <param name="csv">The table; created if it does not exist.</param>
    /// <param name="progress">Called after each track, in order; may be null.</param>
    /// <param name="cancellationToken">Stops the run; the table then contains all tracks before the first unfinished one.</param>
    /// <exception cref="FeatureTableException">The file is not a table of these features.</exception>
    /// <exception cref="IOException">The table cannot be read or written.</exception>
    /// <exception cref="DllNotFoundException">A native library is not installed.</exception>
    public async Task<FeatureExtractionReport> RunAsync(
        IReadOnlyList<DatasetTrack> tracks, string csv, Action<FeatureExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        using var table = FeatureTableFile.Open(csv, kind);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var missing = tracks.Where(t => !table.Contains(t.Name)).ToList();
        var alreadyThere = tracks.Count - missing.Count;
        var extracted = 0;
        var failures = new List<FeatureExtractionFailure>();
        var started = Stopwatch.GetTimestamp();
        var running = new Queue<Task<Outcome>>();
        void Report() => progress?.Invoke(new FeatureExtractionProgress(tracks.Count, alreadyThere, extracted, failures.Count, Stopwatch.GetElapsedTime(started)));

        Report();
        try
        {
            for (var next = 0; next < missing.Count || running.Count > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (next < missing.Count && running.Count < MaxAhead)
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
        return new FeatureExtractionReport(alreadyThere, extracted, failures);
    }

    private async Task<Outcome> ExtractAsync(DatasetTrack track, CancellationToken cancellationToken)
    {
        try
        {
            // The list of files contains a folder only if the folder could not be read.
            if (Directory.Exists(track.Path)) throw new AudioException(ErrorCodes.Unreadable, "The folder cannot be read.");
            await foreach (var window in decoders.DecodeAsync(track.Path, WindowMode.Middle, kind.FrontEnd().SampleRate, cancellationToken).ConfigureAwait(false))
            {
                return new Outcome(new FeatureRow(track.Name, track.Genre, _extractors.Extract(window.Samples.Span).Values), null);
            }
            throw new AudioException(ErrorCodes.NoAudio, "The file contains no audio.");
        }
        catch (AudioException exception)
        {
            return new Outcome(null, new FeatureExtractionFailure(track.Name, exception.Code, exception.Message));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DllNotFoundException))
        {
            // One file must not end the run over a whole library.
            return new Outcome(null, new FeatureExtractionFailure(track.Name, ErrorCodes.InternalError, exception is InvalidOperationException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}"));
        }
    }

    private sealed record Outcome(FeatureRow? Row, FeatureExtractionFailure? Failure);
}
