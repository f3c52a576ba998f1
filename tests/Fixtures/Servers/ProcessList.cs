using System.Globalization;

namespace GenreQueue.Fixtures.Servers;

/// <summary>The processes of this machine, read from <c>/proc</c>.</summary>
public static class ProcessList
{
    /// <summary>Ids of the processes that a process has started and that are running.</summary>
    public static IReadOnlyList<int> ChildrenOf(int processId) => [.. All().Where(id => ParentOf(id) == processId)];

    /// <summary>Ids of the processes below a process, at any depth.</summary>
    public static IReadOnlyList<int> DescendantsOf(int processId) => [.. ChildrenOf(processId).SelectMany(child => (int[])[child, .. DescendantsOf(child)])];

    /// <summary>Command line of a process; empty when it has exited.</summary>
    public static string CommandOf(int processId) => Read($"/proc/{processId}/cmdline")?.Replace('\0', ' ') ?? "";

    /// <summary>Ids of the processes whose working folder is <paramref name="folder"/>; empty on a system without <c>/proc</c>.</summary>
    public static IReadOnlyList<int> InFolder(string folder) => [.. All().Where(id => FolderOf(id) == folder)];

    /// <summary>Highest resident memory that a process has used so far, in bytes; 0 when it has exited.</summary>
    public static long PeakMemoryOf(int processId) => KilobytesOf(processId, "VmHWM:") * 1024;

    /// <summary>Resident memory of a process, in bytes; 0 when it has exited.</summary>
    public static long MemoryOf(int processId) => KilobytesOf(processId, "VmRSS:") * 1024;

    private static IEnumerable<int> All() => Directory.Exists("/proc")
        ? Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
        : [];

    // The name of the program, in parentheses, may contain spaces. The state and the parent follow it. A zombie has ended.
    private static int? ParentOf(int processId)
    {
        if (Read($"/proc/{processId}/stat") is not { } stat) return null;
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] == "Z" ? null : int.Parse(fields[1], CultureInfo.InvariantCulture);
    }

    private static string? FolderOf(int processId)
    {
        try
        {
            return new FileInfo($"/proc/{processId}/cwd").LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long KilobytesOf(int processId, string field) =>
        Read($"/proc/{processId}/status")?.Split('\n').FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) is { } line
            ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)
            : 0;

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
