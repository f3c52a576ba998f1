using System.CommandLine;
using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Termination;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Library;

/// <summary>Who names the genres, and how.</summary>
internal sealed class AnswerOptions
{
    private readonly Option<string> _model = new("--model") { Description = "The model to use; see 'genrequeue models list'.", DefaultValueFactory = _ => ModelCatalog.Default };
    private readonly ModelsFolderOption _models = new();
    private readonly EnumOption<WindowMode> _window = new("--window", "Part of each track to analyse: 30 s from the middle, the first 30 s, or all of it.", WindowMode.Middle);
    private readonly EnumOption<LabelsMode> _labels = new("--labels", "Genres to name: the top one; up to two (p >= 0.30); up to three (p > 0.15).", LabelsMode.Multi);
    private readonly JobsOption _jobs = new();

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_model, _models, _window, _labels, _jobs];

    /// <summary>Number of files in parallel.</summary>
    public int Jobs(ParseResult parsed) => parsed.GetValue(_jobs);

    /// <summary>Chooses who names the genres. Nothing is loaded or started yet.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="decoders">Decode the tracks if that is done here.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="UsageException">There is no such model.</exception>
    public Task<AnswerSource> OpenAsync(ParseResult parsed, DecoderPool decoders, CancellationToken cancellationToken) => Task.FromResult(OpenLocal(parsed, decoders));

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
