namespace GenreQueue.Library.Writing;

/// <summary>Stable codes of what prevents a file from being written, beside those of its tags.</summary>
public static class WriteErrors
{
    /// <summary>Skipped: the file is not as it was when its genre was decided.</summary>
    public const string FileChanged = "file_changed";

    /// <summary>Skipped by an undo: the file no longer has what the run wrote.</summary>
    public const string GenreChanged = "genre_changed";

    /// <summary>Skipped by an undo: the file has what it had before the run.</summary>
    public const string AlreadyUndone = "already_undone";

    /// <summary>Not written: the run was killed before it came to it.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>There is no room on the disk for a copy of the file.</summary>
    public const string NoSpace = "no_space";

    /// <summary>The file, its folder or its file system may not be written.</summary>
    public const string ReadOnly = "read_only";

    /// <summary>The file is gone.</summary>
    public const string FileVanished = "file_vanished";

    /// <summary>The disk reports an error.</summary>
    public const string WriteFailed = "write_failed";

    /// <summary>The copy does not read back as it should; the file was left alone.</summary>
    public const string VerifyFailed = "verify_failed";
}
