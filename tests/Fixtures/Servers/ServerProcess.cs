using System.Diagnostics;
using System.Text;

namespace GenreQueue.Fixtures.Servers;

/// <summary>A real program that a test has started: its output is kept for failure messages, and it never outlives the tests.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int OutputLimit = 200_000;
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private ServerProcess(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    /// <summary>Name for failure messages.</summary>
    public string Name { get; }

    /// <summary>Id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>True once it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Exit code of a process that has ended; 128 + n when signal n ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The last of what it wrote to both of its outputs.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a program with its own environment on top of this one's.</summary>
    public static ServerProcess Start(
        string name,
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingFolder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder ?? "",
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string?>()) start.Environment[key] = value;
        var process = new Process { StartInfo = start };
        var server = new ServerProcess(name, process);
        process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        process.Start();
        ProcessReaper.Add(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message holds its output.</exception>
    public static async Task<string> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellationToken = default)
    {
        await using var process = Start(program, program, arguments, environment);
        var code = await process.WaitForExitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        return code == 0 ? process.Output : throw new InvalidOperationException($"{program} ended with {code}:\n{process.Output}");
    }

    /// <summary>Sends a signal; nothing happens when the process is gone.</summary>
    public void Send(Signal signal)
    {
        if (!_process.HasExited) NativeMethods.Send(_process.Id, signal);
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    /// <exception cref="TimeoutException">It is still running after <paramref name="limit"/>.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan limit, CancellationToken cancellationToken = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{Name} is still running after {limit}. Its output:\n{Output}");
        }
        ProcessReaper.Remove(_process.Id);
        return _process.ExitCode;
    }

    /// <summary>Asks until <paramref name="ready"/> says yes.</summary>
    /// <exception cref="InvalidOperationException">The process ended first; the message holds its output.</exception>
    /// <exception cref="TimeoutException">It was not ready within <paramref name="limit"/>.</exception>
    public async Task WaitUntilAsync(Func<Task<bool>> ready, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        while (!await ready())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{Name} ended with {_process.ExitCode} before it was ready:\n{Output}");
            if (clock.Elapsed > limit) throw new TimeoutException($"{Name} was not ready within {limit}. Its output:\n{Output}");
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        ProcessReaper.Remove(_process.Id);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.AppendLine(line);
            if (_output.Length > OutputLimit) _output.Remove(0, _output.Length - (OutputLimit / 2));
        }
    }
}
