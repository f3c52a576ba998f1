using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using GenreQueue.Cli.Apply;
using GenreQueue.Cli.Audit;
using GenreQueue.Cli.Classify;
using GenreQueue.Cli.Evaluate;
using GenreQueue.Cli.Features;
using GenreQueue.Cli.Models;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Runs;
using GenreQueue.Cli.Split;
using GenreQueue.Cli.Tag;
using GenreQueue.Cli.Termination;
using GenreQueue.Cli.Train;
using GenreQueue.Cli.Undo;
using GenreQueue.Cli.Watch;

var root = new RootCommand("Names the genre of music from its sound.")
{
    ClassifyCommand.Create(), TagCommand.Create(), ApplyCommand.Create(), UndoCommand.Create(), RunsCommand.Create(), AuditCommand.Create(), WatchCommand.Create(),
    FeaturesCommand.Create(), TrainCommand.Create(), EvaluateCommand.Create(), SplitCommand.Create(), ModelsCommand.Create(),
};

// Response files are off: a track may be named "@home.mp3".
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Action is ParseErrorAction)
{
    foreach (var error in parsed.Errors) Terminal.WriteError(error.Message);
    Terminal.WriteMessage($"Try '{CommandPath(parsed)} --help'.");
    return ExitCode.WrongUsage;
}

if (args.Contains(""))
{
    Terminal.WriteError("An argument is empty, as by a variable of a script that has no value.");
    return ExitCode.WrongUsage;
}

using var interruption = new Interruption();
try
{
    return await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
        interruption.Token);
}
catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
{
    return ExitCode.Interrupted;
}
catch (IOException exception) when (Terminal.IsBrokenPipe(exception))
{
    return ExitCode.Interrupted;
}
catch (UsageException exception)
{
    Terminal.WriteError(exception.Message);
    return ExitCode.WrongUsage;
}
catch (Exception exception) when (ExitCode.IsExpected(exception))
{
    Terminal.WriteError(exception.Message);
    return ExitCode.SomeFailed;
}

static string CommandPath(ParseResult parsed)
{
    var names = new Stack<string>();
    for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: var command }; result = result.Parent) names.Push(command.Name);
    return string.Join(' ', names);
}
