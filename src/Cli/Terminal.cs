using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace GenreQueue.Cli;

/// <summary>Data goes to standard output; everything said to a person goes to standard error.</summary>
internal static class Terminal
{
    /// <summary>Standard error with colours and live progress; plain when it is no terminal or NO_COLOR is set.</summary>
    public static IAnsiConsole Messages { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        Out = new AnsiConsoleOutput(Console.Error),
    });

    /// <summary>True when something may be redrawn on standard error without tearing rows that scroll by on standard output.</summary>
    public static bool CanRedraw => !Console.IsErrorRedirected && Console.IsOutputRedirected;

    /// <summary>Runs <paramref name="work"/> under a line on standard error that it may change, where such a line can be shown.</summary>
    /// <param name="work">Receives what sets the line.</param>
    public static Task WithStatusAsync(Func<Action<string>, Task> work) => CanRedraw
        ? Messages.Status().StartAsync("starting", context => work(line => context.Status = Markup.Escape(line)))
        : work(_ => { });

    public static void Say(string message) => Console.Error.WriteLine(message);

    public static void Error(string message)
    {
        if (Console.IsErrorRedirected) Console.Error.WriteLine($"error: {message}");
        else Messages.MarkupLineInterpolated($"[red]error:[/] {message}");
    }

    /// <summary>
    /// Standard output as UTF-8. A pipe throws an <see cref="IOException"/> when its reader has gone, which
    /// <see cref="Console.Out"/> would not, so that a run piped into <c>head</c> ends.
    /// </summary>
    public static StreamWriter OpenOutput()
    {
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A FileStream keeps its own place in a file, and would write over what others append to it.
        return new StreamWriter(pipe.CanSeek ? Console.OpenStandardOutput() : pipe) { NewLine = "\n" };
    }

    /// <summary>True when a write failed because the other end of the pipe was closed (EPIPE).</summary>
    public static bool IsReaderGone(IOException exception) => exception.HResult == 32;
}
