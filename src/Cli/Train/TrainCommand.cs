using System.CommandLine;
using GenreQueue.Cli.ModelCards;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Train;

/// <summary><c>genrequeue train</c></summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var source = new SourceOptions();
        var folder = new Option<string>("--out") { Description = "Folder of the new model; its name becomes the model's id. An existing model is replaced.", HelpName = "dir", Required = true };
        var name = new Option<string?>("--name") { Description = "Display name [default: the id].", HelpName = "text" };
        var description = new Option<string>("--description") { Description = "What the model was trained on and how accurate it is.", HelpName = "text", DefaultValueFactory = _ => "" };
        var measure = new MeasureOptions();
        var recipe = new RecipeOptions();

        var command = new Command("train", "Train a model on your own music and measure it. By default: the recipe of the shipped default models.");
        foreach (var option in (Option[])[.. source.All, folder, name, description, .. measure.All, .. recipe.All]) command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => Task.Run(
            async () =>
            {
                GenreTrainer.CheckFolder(parsed.GetRequiredValue(folder));
                var protocols = measure.In(parsed);
                var (set, failed) = await source.LoadAsync(parsed, recipe.In(parsed), cancellationToken);
                var measurements = MeasureOptions.Run(set, protocols, cancellationToken);
                var card = GenreTrainer.Train(set, parsed.GetRequiredValue(folder), parsed.GetValue(name), parsed.GetRequiredValue(description), measurements);
                await using var output = Terminal.OpenOutput();
                ModelText.Write(output, card);
                if (failed > 0) Terminal.WriteMessage($"{failed} files were left out; see the errors above.");
                return failed == 0 ? ExitCode.Success : ExitCode.SomeFailed;
            },
            cancellationToken));
        return command;
    }
}
