using System.Collections.Concurrent;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Corpus;

/// <summary>Records the peak memory of a process and of everything that it starts.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, long> _children = new();
    private readonly int _process;
    private readonly Task _watching;

    public MemoryWatch(int process)
    {
        _process = process;
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Peak of the process, in megabytes.</summary>
    public long Peak => ProcessList.PeakMemoryOf(_process) / 1_000_000;

    /// <summary>Present memory of the process, in megabytes.</summary>
    public long Now => ProcessList.MemoryOf(_process) / 1_000_000;

    /// <summary>Highest peak of any one process below it, in megabytes.</summary>
    public long ChildPeak => _children.IsEmpty ? 0 : _children.Values.Max() / 1_000_000;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            foreach (var child in ProcessList.DescendantsOf(_process))
                _children.AddOrUpdate(child, ProcessList.PeakMemoryOf, (id, peak) => Math.Max(peak, ProcessList.PeakMemoryOf(id)));
            await Task.Delay(Interval, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
