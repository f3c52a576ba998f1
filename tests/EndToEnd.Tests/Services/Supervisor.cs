using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>Starts a program again whenever it has exited, as a service manager does.</summary>
public sealed class Supervisor : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Func<Task<ServerProcess>> _start;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private volatile ServerProcess? _current;
    private int _exits;

    internal Supervisor(string name, Func<Task<ServerProcess>> start)
    {
        Name = name;
        _start = start;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Name in failure messages.</summary>
    public string Name { get; }

    /// <summary>How often the program has exited.</summary>
    public int Exits => Volatile.Read(ref _exits);

    /// <summary>The running process, or the last one; null before the first start.</summary>
    public ServerProcess? Current => _current;

    /// <summary>Starts the program no more and lets it run.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_current is not null) await _current.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                _current = await _start();
                await _current.WaitForExitAsync(Timeout.InfiniteTimeSpan, _stopping.Token);
                Interlocked.Increment(ref _exits);
                await Task.Delay(Pause, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The supervision has ended.
        }
    }
}
