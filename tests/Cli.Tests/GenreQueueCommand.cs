using System.Diagnostics;
using System.Globalization;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Cli.Tests;

/// <summary>The real program in a process of its own.</summary>
internal sealed class GenreQueueCommand : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _error;

    private GenreQueueCommand(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public StreamReader Output => _process.StandardOutput;

    public StreamWriter Input => _process.StandardInput;

    public static GenreQueueCommand Start(params IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "genrequeue");

        // A shell lets what it starts in the background ignore Ctrl+C, and so would all that the tests start there.
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("env", ["--default-signal=INT", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return new GenreQueueCommand(Process.Start(start) ?? throw new InvalidOperationException("genrequeue did not start."));
    }

    /// <summary>Runs to the end.</summary>
    /// <param name="input">What it may read from standard input.</param>
    public static async Task<Ended> RunWithInputAsync(string input, params IEnumerable<string> arguments)
    {
        using var command = Start(arguments);
        await command.Input.WriteAsync(input);
        command.Input.Close();
        return await command.EndAsync();
    }

    /// <summary>Runs to the end with nothing on standard input.</summary>
    public static Task<Ended> RunAsync(params IEnumerable<string> arguments) => RunWithInputAsync("", arguments);

    /// <summary>Waits for the end and reads what was not read yet.</summary>
    public async Task<Ended> EndAsync()
    {
        var output = await Output.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        return new Ended(await ExitCodeAsync(), output, await _error);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <param name="name">As <c>kill</c> names it: INT, TERM.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}

/// <summary>How the program ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
