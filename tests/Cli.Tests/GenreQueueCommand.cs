using System.Diagnostics;
using System.Globalization;

namespace GenreQueue.Cli.Tests;

/// <summary>Runs the genrequeue program in a separate process.</summary>
internal sealed class GenreQueueCommand : IDisposable
{
    /// <summary>Time limit in milliseconds of a test that runs the program.</summary>
    public const int Timeout = 180_000;

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

    public static GenreQueueCommand Start(params IEnumerable<string> arguments) => StartWithState(null, arguments);

    /// <param name="stateFolder">Folder in which it remembers files and runs; null for the user's.</param>
    /// <param name="arguments">Its arguments.</param>
    public static GenreQueueCommand StartWithState(string? stateFolder, params IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "genrequeue");

        // A shell starts background processes with SIGINT ignored, and the tests would pass that on to the program.
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("env", ["--default-signal=INT", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        if (stateFolder is not null) start.Environment["GENREQUEUE_STATE"] = stateFolder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return new GenreQueueCommand(Process.Start(start) ?? throw new InvalidOperationException("genrequeue did not start."));
    }

    /// <summary>Runs the program to its end.</summary>
    /// <param name="input">Content of standard input.</param>
    public static async Task<Ended> RunWithInputAsync(string input, params IEnumerable<string> arguments)
    {
        using var command = Start(arguments);
        await command.Input.WriteAsync(input);
        command.Input.Close();
        return await command.EndAsync();
    }

    /// <summary>Runs the program to its end with empty standard input and a state folder of its own.</summary>
    public static async Task<Ended> RunWithStateAsync(string stateFolder, params IEnumerable<string> arguments)
    {
        using var command = StartWithState(stateFolder, arguments);
        command.Input.Close();
        return await command.EndAsync();
    }

    /// <summary>Runs the program to its end with empty standard input.</summary>
    public static Task<Ended> RunAsync(params IEnumerable<string> arguments) => RunWithInputAsync("", arguments);

    /// <summary>Waits for the end and returns the output that was not read yet.</summary>
    public async Task<Ended> EndAsync()
    {
        var output = await Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        return new Ended(await ExitCodeAsync(), output, await _error);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <param name="name">Name of the signal as <c>kill</c> accepts it, such as INT.</param>
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

/// <summary>The result of a run of the program.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
