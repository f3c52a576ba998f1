using System.Reflection;
using GenreQueue.Contracts;

namespace GenreQueue.Worker;

/// <summary>Identifies this process in messages and logs.</summary>
public static class WorkerIdentity
{
    /// <summary>Host and process id, with the version of the program.</summary>
    public static WorkerReference Current { get; } = new($"{Environment.MachineName}/{Environment.ProcessId}", ReadVersion());

    private static string ReadVersion() =>
        typeof(WorkerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
