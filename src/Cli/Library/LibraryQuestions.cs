using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace GenreQueue.Cli.Library;

/// <summary>Asks for the answers that are missing, and passes all other files by, in their order.</summary>
internal sealed class LibraryQuestions(AnswerSource source, LibraryReader reader)
{
    // How many files may wait for an answer ahead of them; bounds the memory of a run over a large library.
    private const int FilesAhead = 2_000;

    /// <summary>Yields each file, with its answer if it needs one.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled; the files that were complete by then have been yielded.</exception>
    public async IAsyncEnumerable<LibraryFile> AskAsync(IAsyncEnumerable<LibraryFile> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = Channel.CreateBounded<LibraryFile>(FilesAhead);
        var tracks = Channel.CreateUnbounded<Track>();
        await using var answers = new Answers(source.Tracks.AnswerAsync(tracks.Reader.ReadAllAsync(stop.Token), cancellationToken).GetAsyncEnumerator(CancellationToken.None));
        var feeding = FeedAsync(files, waiting.Writer, tracks.Writer, stop.Token);
        try
        {
            await foreach (var file in waiting.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (!IsAsked(file)) yield return file;
                else if (await answers.ForAsync(file) is { } answer) yield return reader.WithAnswer(file, answer);
            }
            cancellationToken.ThrowIfCancellationRequested();
            await feeding;
            await answers.EndAsync();
        }
        finally
        {
            await stop.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FeedAsync(
        IAsyncEnumerable<LibraryFile> files, ChannelWriter<LibraryFile> waiting, ChannelWriter<Track> tracks, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var file in files.WithCancellation(cancellationToken))
            {
                if (IsAsked(file)) tracks.TryWrite(new Track(file.Found.Path, file.Found.RelativePath, file.Facts!.Value.Stamp));
                await waiting.WriteAsync(file, cancellationToken);
            }
        }
        finally
        {
            tracks.Complete();
            waiting.Complete();
        }
    }

    private static bool IsAsked(LibraryFile file) => file is { NeedsAnswer: true, Answer: null, Error: null };

    /// <summary>Matches the answers with the files, because a run that is canceled leaves out the files that it did not finish.</summary>
    private sealed class Answers(IAsyncEnumerator<TrackAnswer> answers) : IAsyncDisposable
    {
        private TrackAnswer? _next;
        private bool _canceled;

        public async Task<TrackAnswer?> ForAsync(LibraryFile file)
        {
            _next ??= await NextAsync();
            if (_next?.Track.Path != file.Found.Path) return null;
            var answer = _next;
            _next = null;
            return answer;
        }

        /// <summary>Lets the source of the answers end by itself, so that it does not take the end of the run for an interruption.</summary>
        public async Task EndAsync()
        {
            if (await answers.MoveNextAsync()) throw new InvalidOperationException("There are more answers than tracks.");
        }

        public ValueTask DisposeAsync() => answers.DisposeAsync();

        private async Task<TrackAnswer?> NextAsync()
        {
            if (_canceled) return null;
            try
            {
                return await answers.MoveNextAsync() ? answers.Current : throw new InvalidOperationException("A track got no answer.");
            }
            catch (OperationCanceledException)
            {
                _canceled = true;
                return null;
            }
        }
    }
}
