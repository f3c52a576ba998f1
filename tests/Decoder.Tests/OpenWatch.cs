using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GenreQueue.Decoder.Tests;

/// <summary>Detects whether a file has been opened (inotify).</summary>
internal sealed partial class OpenWatch : IDisposable
{
    private const int NonBlocking = 0x800;   // IN_NONBLOCK
    private const uint Open = 0x20;   // IN_OPEN

    private readonly SafeFileHandle _queue = new(Init(NonBlocking), ownsHandle: true);

    public OpenWatch(string path)
    {
        if (_queue.IsInvalid || Add(_queue, path, Open) < 0) throw new InvalidOperationException("inotify is not available.");
    }

    public bool WasOpened => Read(_queue, new byte[256], 256) > 0;

    public void Dispose() => _queue.Dispose();

    [LibraryImport("libc", EntryPoint = "inotify_init1")]
    private static partial int Init(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Add(SafeFileHandle queue, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafeFileHandle queue, [Out] byte[] buffer, nint length);
}
