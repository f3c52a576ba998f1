using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace GenreQueue.Cli.Output;

/// <summary>Data goes to standard output; messages and progress go to standard error.</summary>
internal static class Terminal
{
    private const int BrokenPipe = 32; // EPIPE

    /// <summary>Standard error with colours and live progress; plain text when it is redirected or NO_COLOR is set.</summary>
    public static IAnsiConsole Messages { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        Out = new AnsiConsoleOutput(Console.Error),
    });

    /// <summary>True when standard error is a terminal and no rows on standard output share it, so that a line may be redrawn.</summary>
    public static bool CanRedraw => !Console.IsErrorRedirected && Console.IsOutputRedirected;

    /// <summary>Number of columns of the terminal to which standard output goes; null if it goes elsewhere.</summary>
    public static int? OutputWidth => Console.IsOutputRedirected ? null : Columns();

    /// <summary>A line at the bottom of the terminal; null if standard error is no terminal that can redraw it.</summary>
    public static LiveLine? OpenLiveLine() =>
        Messages.Profile.Capabilities is { Interactive: true, Ansi: true } ? new LiveLine(Console.Error, Columns) : null;

    /// <summary>Runs <paramref name="work"/> with a status line on standard error, if one can be shown.</summary>
    /// <param name="work">Receives the action that sets the status line.</param>
    public static Task WithStatusAsync(Func<Action<string>, Task> work) => CanRedraw
        ? Messages.Status().StartAsync("starting", context => work(line => context.Status = Markup.Escape(line)))
        : work(_ => { });

    /// <summary>Writes a line to standard error.</summary>
    public static void WriteMessage(string message) => Console.Error.WriteLine(message);

    /// <summary>Writes an error to standard error; it may contain the names of files.</summary>
    public static void WriteError(string message)
    {
        message = string.Join('\n', message.Replace("\t", "  ", StringComparison.Ordinal).Split('\n').Select(SafeText.Of));
        if (Console.IsErrorRedirected) Console.Error.WriteLine($"error: {message}");
        else Messages.MarkupLineInterpolated($"[red]error:[/] {message}");
    }

    /// <summary>
    /// Opens standard output as UTF-8. Unlike <see cref="Console.Out"/>, it throws an <see cref="IOException"/> when the
    /// reader of the pipe has exited, so that a run piped into <c>head</c> ends.
    /// </summary>
    public static StreamWriter OpenOutput()
    {
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A FileStream tracks its own position in a file and would overwrite what other processes append.
        return new StreamWriter(pipe.CanSeek ? Console.OpenStandardOutput() : pipe) { NewLine = "\n" };
    }

    /// <summary>True when a write failed because the other end of the pipe was closed.</summary>
    public static bool IsBrokenPipe(IOException exception) => exception.HResult == BrokenPipe;

    // A terminal without a size, as some programs provide it, counts as the usual one.
    private static int Columns() => Console.WindowWidth is > 0 and var width ? width : 80;
}
