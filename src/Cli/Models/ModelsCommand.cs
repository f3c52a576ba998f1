using System.CommandLine;
using System.Text.Json;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.ModelCards;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Models;

/// <summary><c>genrequeue models list|show</c></summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "List the models, or show what a model was trained on and how accurate it is.") { List(), Show() };

    private static Command List()
    {
        var json = new Option<bool>("--json") { Description = "Write each card as JSON, one per line." };
        var models = new ModelsFolderOption();
        var command = new Command("list", "List the installed models.") { json, models };
        command.SetAction(parsed =>
        {
            using var catalog = models.Open(parsed);
            using var output = Terminal.OpenOutput();
            if (parsed.GetValue(json)) WriteLines(output, catalog.Cards);
            else WriteTable(output, catalog.Cards);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("model") { Description = "The model's id.", DefaultValueFactory = _ => ModelCatalog.Default };
        var json = new Option<bool>("--json") { Description = "Write the card as JSON." };
        var models = new ModelsFolderOption();
        var command = new Command("show", "Show a model's card and confusion matrices.") { id, json, models };
        command.SetAction(parsed =>
        {
            using var catalog = models.Open(parsed);
            var card = Find(catalog, parsed.GetRequiredValue(id));
            using var output = Terminal.OpenOutput();
            if (parsed.GetValue(json)) output.Write(ModelCardJson.Write(card));
            else ModelText.Write(output, card);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Also loads the model, so that a damaged one is reported instead of shown.</summary>
    private static ModelCard Find(ModelCatalog catalog, string id)
    {
        try
        {
            return catalog.Get(id).Card;
        }
        catch (KeyNotFoundException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static void WriteLines(TextWriter output, IReadOnlyList<ModelCard> cards)
    {
        foreach (var card in cards) output.WriteLine(JsonSerializer.Serialize(card, JsonSerializerOptions.Web));
    }

    private static void WriteTable(TextWriter output, IReadOnlyList<ModelCard> cards)
    {
        var width = Math.Max("model".Length, cards.Max(card => card.Id.Length));
        output.WriteLine($"{"model".PadRight(width)}  genres  features  accuracy");
        foreach (var card in cards)
        {
            var accuracy = card.Measurements.Count == 0 ? "not measured" : string.Join("; ", card.Measurements.Select(ModelText.Summary));
            output.WriteLine($"{card.Id.PadRight(width)}  {card.Genres.Count,6}  {ModelText.FrontEnds(card),-8}  {accuracy}");
        }
    }
}
