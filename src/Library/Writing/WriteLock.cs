using System.Globalization;
using GenreQueue.Library.Interop;

namespace GenreQueue.Library.Writing;

/// <summary>Keeps a second run from writing while one does. Released when the process ends, however it ends.</summary>
public sealed class WriteLock : IDisposable
{
    private const string LockName = "write.lock", OwnerName = "write.pid";

    private readonly FileStream _lock;

    private WriteLock(FileStream file) => _lock = file;

    /// <summary>Takes the lock of a state folder.</summary>
    /// <param name="folder">The folder; created if it does not exist.</param>
    /// <exception cref="IOException">Another run has it; the message names its process.</exception>
    public static WriteLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        // The lock itself cannot be read while it is held, so the process id is in a file of its own.
        var owner = Path.Combine(folder, OwnerName);
        var path = Path.Combine(folder, LockName);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (SystemError.IsInUse(exception.HResult))
        {
            var process = File.Exists(owner) ? $" (process {File.ReadAllText(owner)})" : "";
            throw new IOException($"Another run is writing{process}. Wait until it ends, or stop it.", exception);
        }
        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new WriteLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
