using System.Diagnostics;
using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace GenreQueue.Fixtures.Containers;

/// <summary>Label that names the test process a container belongs to, so that a later run can remove what a killed one has left.</summary>
internal static class ContainerOwner
{
    public const string Label = "genrequeue.tests.owner";

    // Linux derives the start time from the boot time, which changes a little when the clock is set.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Label value of this process: machine, process id and start time.</summary>
    public static string Current { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{StartOf(Process.GetCurrentProcess()).Ticks}");

    /// <summary>Removes the containers whose process has ended.</summary>
    public static async Task RemoveLeftoversAsync(IDockerClient client)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [Label] = true } };
        foreach (var container in await client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = filters }))
        {
            if (!IsRunning(container.Labels[Label])) await RemoveAsync(client, container.ID);
        }
    }

    /// <summary>Removes a container with its volumes, if it still exists.</summary>
    public static async Task RemoveAsync(IDockerClient client, string id)
    {
        try
        {
            await client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
        }
        catch (DockerApiException exception) when (exception.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Conflict)
        {
            // Another test process removes it.
        }
    }

    /// <summary>False for a process of this machine that has ended; those of other machines cannot be judged from here.</summary>
    private static bool IsRunning(string owner)
    {
        if (owner.Split('/') is not [var machine, var id, var started]) return false;
        if (machine != Environment.MachineName) return true;
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return (StartOf(process) - new DateTime(long.Parse(started, CultureInfo.InvariantCulture), DateTimeKind.Utc)).Duration() < StartTolerance;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // There is no such process, or it has ended since it was found.
            return false;
        }
    }

    private static DateTime StartOf(Process process) => process.StartTime.ToUniversalTime();
}
