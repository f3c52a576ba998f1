using System.Runtime.InteropServices;

namespace GenreQueue.Library.Interop;

/// <summary>Error numbers of the operating system, as functions of the C library and the <c>HResult</c> of an <see cref="IOException"/> give them.</summary>
internal static class SystemError
{
    public const int NotPermitted = 1; // EPERM
    public const int NoEntry = 2; // ENOENT
    public const int AccessDenied = 13; // EACCES
    public const int NotAFolder = 20; // ENOTDIR
    public const int NoSpace = 28; // ENOSPC
    public const int ReadOnlyFileSystem = 30; // EROFS

    private static readonly int QuotaExceeded = OperatingSystem.IsMacOS() ? 69 : 122; // EDQUOT

    private static readonly int InUse = OperatingSystem.IsMacOS() ? 35 : 11; // EWOULDBLOCK

    /// <summary>Whether another process has the file locked.</summary>
    public static bool IsInUse(int error) => error == InUse;

    /// <summary>Whether there is no room left on the disk, or none for this user.</summary>
    public static bool IsNoSpace(int error) => error == NoSpace || error == QuotaExceeded;

    /// <summary>The exception that .NET throws for the error of the last call.</summary>
    /// <param name="path">The file that the call was about.</param>
    public static Exception Last(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        var message = $"{path}: {Marshal.GetPInvokeErrorMessage(error)}.";
        return error switch
        {
            NoEntry or NotAFolder => new FileNotFoundException(message, path),
            NotPermitted or AccessDenied => new UnauthorizedAccessException(message),
            _ => new IOException(message, error),
        };
    }
}
