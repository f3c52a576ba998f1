using System.Diagnostics;

namespace GenreQueue.Fixtures.Tags;

/// <summary>Runs scripts with Debian's Python, whose package python3-mutagen reads and writes tags independently of this project.</summary>
public static class Python
{
    // Another Python on the PATH would not see Debian's packages.
    private const string Program = "/usr/bin/python3";

    /// <summary>Runs a script and returns its standard output.</summary>
    /// <param name="script">The text of the script.</param>
    /// <param name="arguments">Its arguments, from <c>sys.argv[1]</c>.</param>
    /// <exception cref="InvalidOperationException">The script failed; the message holds its standard error.</exception>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(await error);
    }
}
