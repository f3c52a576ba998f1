using System.CommandLine;
using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Termination;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Server;

/// <summary>Who names the genres, and how.</summary>
internal sealed class AnswerOptions
{
    private readonly Option<string> _model = new("--model") { Description = "The model to use; see 'genrequeue models list'.", DefaultValueFactory = _ => ModelCatalog.Default };
    private readonly ModelsFolderOption _models = new();
    private readonly EnumOption<WindowMode> _window = new("--window", "Part of each track to analyse: 30 s from the middle, the first 30 s, or all of it.", WindowMode.Middle);
    private readonly EnumOption<LabelsMode> _labels = new("--labels", "Genres to name: the top one; up to two (p >= 0.30); up to three (p > 0.15).", LabelsMode.Multi);
    private readonly JobsOption _jobs = new();

    private readonly Option<string?> _server = new("--server")
    {
        Description = "Let the service at this address name the genres. Only files that it does not know are uploaded.",
        HelpName = "url",
    };

    private readonly Option<string?> _library = new("--library")
    {
        Description = "With --server: the library of the service, or a folder of it, that has the same files. Nothing is uploaded.",
        HelpName = "name[/path]",
    };

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_model, _models, _window, _labels, _jobs, _server, _library];

    /// <summary>Number of files in parallel.</summary>
    public int Jobs(ParseResult parsed) => parsed.GetValue(_jobs);

    /// <summary>Chooses who names the genres. Nothing is loaded or started yet.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="decoders">Decode the tracks if that is done here.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="UsageException">There is no such model, address or library, or the options exclude each other.</exception>
    /// <exception cref="ServiceException">The service cannot be reached.</exception>
    public async Task<AnswerSource> OpenAsync(ParseResult parsed, DecoderPool decoders, CancellationToken cancellationToken)
    {
        var library = parsed.GetValue(_library);
        if (parsed.GetValue(_server) is not { } server)
            return library is null ? OpenLocal(parsed, decoders) : throw new UsageException("--library names a library of a service. Give the address of the service with --server.");
        if (parsed.GetResult(_models) is { Implicit: false }) throw new UsageException("--models names a folder of this machine; with --server, the service has the models.");
        var model = parsed.GetResult(_model) is { Implicit: false } ? parsed.GetValue(_model) : null;
        return await ServiceAnswerSource.OpenAsync(server, library, model, _window.In(parsed), _labels.In(parsed), cancellationToken);
    }

    private AnswerSource OpenLocal(ParseResult parsed, DecoderPool decoders)
    {
        var catalog = _models.Open(parsed);
        var id = parsed.GetRequiredValue(_model);
        if (catalog.Cards.FirstOrDefault(card => card.Id == id) is not { } card)
        {
            catalog.Dispose();
            throw new UsageException($"There is no model {id}; there are {string.Join(", ", catalog.Cards.Select(known => known.Id))}.");
        }
        var (window, labels) = (_window.In(parsed), _labels.In(parsed));
        var answers = new LocalAnswers(decoders, catalog, new ClassifyOptions(id, window, labels), Jobs(parsed));
        return new AnswerSource(answers, new ModelReference(card.Id, card.Version), card.Genres, window, labels);
    }
}
