using System.Diagnostics;
using System.Text;

namespace GenreQueue.Fixtures.Servers;

/// <summary>A program that a test has started. Its output is kept for failure messages, and it never outlives the tests.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int OutputLimit = 200_000;
    private readonly StringBuilder _output = new();
    private readonly Process _process;
    private int? _exitCode;
    private bool _disposed;

    private ServerProcess(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    /// <summary>Name in failure messages.</summary>
    public string Name { get; }

    /// <summary>Process id.</summary>
    public int Id { get; private set; }

    /// <summary>True once it has exited.</summary>
    public bool HasExited => _exitCode is not null || _process.HasExited;

    /// <summary>Exit code of a process that has exited; 128 + n after signal n.</summary>
    public int ExitCode => _exitCode ?? _process.ExitCode;

    /// <summary>The end of its standard output and standard error.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a program; <paramref name="environment"/> is added to this process's.</summary>
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
        server.Id = process.Id;
        ProcessReaper.Add(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a program and returns its output.</summary>
    /// <exception cref="InvalidOperationException">The exit code is not 0; the message holds the output.</exception>
    public static async Task<string> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellationToken = default)
    {
        await using var process = Start(program, program, arguments, environment);
        var code = await process.WaitForExitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        return code == 0 ? process.Output : throw new InvalidOperationException($"{program} exited with {code}:\n{process.Output}");
    }

    /// <summary>Sends a signal, unless the process has exited.</summary>
    public void Send(Signal signal)
    {
        if (!HasExited) NativeMethods.Send(Id, signal);
    }

    /// <summary>Sends a signal to the process and to all processes below it.</summary>
    public void SendToTree(Signal signal)
    {
        if (HasExited) return;
        var tree = new List<int> { Id };
        for (var next = 0; next < tree.Count; next++)
        {
            // The parent first: a process that is stopped starts no more children.
            NativeMethods.Send(tree[next], signal);
            tree.AddRange(ProcessList.ChildrenOf(tree[next]));
        }
    }

    /// <summary>Waits for the process to exit and returns its exit code.</summary>
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

    /// <summary>Polls until <paramref name="ready"/> returns true.</summary>
    /// <exception cref="InvalidOperationException">The process exited first; the message holds its output.</exception>
    /// <exception cref="TimeoutException">It was not ready within <paramref name="limit"/>.</exception>
    public async Task WaitUntilAsync(Func<Task<bool>> ready, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        while (!await ready())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{Name} exited with {_process.ExitCode} before it was ready:\n{Output}");
            if (clock.Elapsed > limit) throw new TimeoutException($"{Name} was not ready within {limit}. Its output:\n{Output}");
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        ProcessReaper.Remove(_process.Id);
        _exitCode = _process.ExitCode;
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
