using System.Globalization;

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
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new WriteLock(file);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(path) && File.Exists(owner))
        {
            throw new IOException($"Another run is writing (process {File.ReadAllText(owner).Trim()}). Wait until it ends, or stop it.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
