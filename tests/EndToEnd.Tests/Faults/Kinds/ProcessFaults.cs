using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Faults.Kinds;

/// <summary>A process is killed; its supervisor starts it again.</summary>
internal sealed class ProcessKilled(Supervisor supervisor) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken)
    {
        supervisor.Current?.Send(Signal.Kill);
        return Task.CompletedTask;
    }
}

/// <summary>A process is asked to stop, as for an update; it has to exit with 0, and its supervisor starts it again.</summary>
internal sealed class ProcessStopped(Supervisor supervisor) : Fault
{
    // Above the shutdown limit of a worker: the limit of its running job and 15 s.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(140);
    private const int TerminatedBySignal = 128 + (int)Signal.Terminate;
    private ServerProcess? _stopped;

    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken)
    {
        _stopped = supervisor.Current;
        _stopped?.Send(Signal.Terminate);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task HealAsync(CancellationToken cancellationToken)
    {
        if (_stopped is null) return;
        await Until.TrueAsync(() => _stopped.HasExited, Limit);

        // A process that was started a moment ago has no handler yet, and the signal itself ends it.
        var startedJustNow = _stopped is { ExitCode: TerminatedBySignal, Output: "" };
        Assert.True(_stopped.ExitCode == 0 || startedJustNow, $"{supervisor.Name} was asked to stop and exited with {_stopped.ExitCode}:\n{_stopped.Output}");
    }
}

/// <summary>A process and its children are suspended and continue later.</summary>
internal sealed class ProcessHung(Supervisor supervisor) : Fault
{
    private ServerProcess? _hung;

    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken)
    {
        _hung = supervisor.Current;
        _hung?.SendToTree(Signal.Stop);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken)
    {
        _hung?.SendToTree(Signal.Continue);
        return Task.CompletedTask;
    }
}
