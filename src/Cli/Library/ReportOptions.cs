using System.CommandLine;
using GenreQueue.Cli.Termination;
using GenreQueue.Library.Report;

namespace GenreQueue.Cli.Library;

/// <summary>The files that a run leaves about what it found.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string[]> _reports = new("--report")
    {
        Description = $"Write a report about every file; ends in {Reports.Extensions}. May be given several times.",
        HelpName = "file",
    };

    private readonly Option<string?> _playlists = new("--playlists") { Description = "Write a playlist (M3U8) for each genre into this folder.", HelpName = "dir" };

    public ReportOptions() => _reports.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => !Reports.Knows(token.Value))) result.AddError($"A report ends in {Reports.Extensions}, not '{token.Value}'.");
    });

    /// <summary>The option for reports.</summary>
    public Option Report => _reports;

    /// <summary>The option for playlists, which need a run that sees the whole library.</summary>
    public Option Playlists => _playlists;

    /// <summary>Starts the reports that were asked for.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="kind">What the run does.</param>
    /// <param name="root">The folder to which the paths of the entries are relative.</param>
    /// <param name="cancellationToken">Canceled when the run is interrupted.</param>
    /// <exception cref="UsageException">A file cannot be created.</exception>
    public IReadOnlyList<IPlanSink> Open(ParseResult parsed, ReportKind kind, string root, CancellationToken cancellationToken)
    {
        var header = new ReportHeader(kind, root, DateTimeOffset.Now);
        var sinks = new List<IPlanSink>();
        try
        {
            foreach (var path in (parsed.GetValue(_reports) ?? []).DistinctBy(Path.GetFullPath)) sinks.Add(new ReportSink(Create(() => Reports.Open(path, header)), cancellationToken));
            if (parsed.GetResult(_playlists) is not null && parsed.GetValue(_playlists) is { } folder) sinks.Add(new ReportSink(Create(() => new GenreQueue.Library.Report.Playlists(folder, root)), cancellationToken));
            return sinks;
        }
        catch
        {
            sinks.ForEach(sink => sink.Dispose());
            throw;
        }
    }

    private static T Create<T>(Func<T> create)
    {
        try
        {
            return create();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(exception.Message);
        }
    }
}
