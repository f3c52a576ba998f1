namespace GenreQueue.Library.Interop;

/// <summary>Folders as the operating system sees them.</summary>
internal static class Folders
{
    /// <summary>
    /// Makes a rename in the folder survive a loss of power. Errors are ignored: the rename has happened, and some file systems
    /// cannot do this.
    /// </summary>
    public static void Flush(string folder)
    {
        var descriptor = LibC.Open(folder, flags: 0); // O_RDONLY
        if (descriptor < 0) return;
        LibC.Synchronise(descriptor);
        LibC.Close(descriptor);
    }
}
