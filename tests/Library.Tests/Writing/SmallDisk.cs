using System.Runtime.InteropServices;

namespace GenreQueue.Library.Tests.Writing;

/// <summary>A file system in memory that one thread alone sees.</summary>
internal sealed partial class SmallDisk
{
    private const int NewMountNamespace = 0x20000; // CLONE_NEWNS
    private const ulong ReadOnly = 1, Remount = 32, Recursive = 0x4000, Private = 0x40000; // MS_RDONLY, MS_REMOUNT, MS_REC, MS_PRIVATE

    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Runs work on a thread that sees a small file system in place of a folder. Skips the test where the system does not allow that.</summary>
    public static async Task RunAsync(string folder, int kilobytes, Action<SmallDisk> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Assert.SkipUnless(OperatingSystem.IsLinux() && Unshare(NewMountNamespace) == 0, "This system allows no mount namespaces, so there is no disk that a test could fill.");
                Assert.Equal(0, Mount("none", "/", null, Recursive | Private, null));
                Assert.Equal(0, Mount("tmpfs", folder, "tmpfs", 0, $"size={kilobytes}k"));
                work(new SmallDisk(folder));
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        thread.Start();
        await done.Task;
        thread.Join();
    }

    public void MakeReadOnly() => Assert.Equal(0, Mount("tmpfs", _folder, "tmpfs", Remount | ReadOnly, null));

    [LibraryImport("libc", EntryPoint = "unshare")]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "mount", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string? type, ulong flags, string? data);
}
