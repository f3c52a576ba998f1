using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>Gives an installation a small disk for its uploads: a file system in memory, in a mount namespace of the API alone.</summary>
internal static class SmallDisk
{
    // unshare as root, or as a user who is root of a namespace of his own.
    private static readonly string[][] Namespaces = [["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]];

    /// <summary>Lets the APIs that are started afterwards use it. Skips the test where the system allows no mount namespace.</summary>
    public static async Task UseAsync(Deployment deployment, int megabytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(deployment.Uploads);
        string[] mount = ["sh", "-c", $"mount -t tmpfs -o size={megabytes}m tmpfs '{deployment.Uploads}' && exec \"$@\"", "sh"];
        foreach (var space in Namespaces)
        {
            if (!await SucceedsAsync([.. space, .. mount, "true"], cancellationToken)) continue;
            deployment.ApiLauncher = [.. space, .. mount];
            return;
        }
        Assert.Skip("This system allows no mount namespaces, so there is no disk that a test could fill.");
    }

    private static async Task<bool> SucceedsAsync(string[] command, CancellationToken cancellationToken)
    {
        try
        {
            await ServerProcess.RunAsync(command[0], command[1..], cancellationToken: cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
