using System.Diagnostics;
using System.Globalization;
using GenreQueue.Fixtures;

namespace GenreQueue.Benchmarks;

/// <summary>Runs the genrequeue command and measures it from outside.</summary>
/// <param name="Seconds">From start to exit.</param>
/// <param name="PeakMegabytes">Largest resident memory, without its decoder processes.</param>
internal sealed record LibraryProcess(double Seconds, double PeakMegabytes)
{
    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(20);

    public static async Task<LibraryProcess> RunAsync(string stateFolder, params string[] arguments)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(RepositoryPaths.Root, "src", "Cli", "bin", framework.Parent!.Name, framework.Name, "genrequeue");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GENREQUEUE_STATE"] = stateFolder;
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        double peak = 0;
        while (!process.WaitForExit(Sampling)) peak = Math.Max(peak, PeakKilobytes(process.Id));
        var elapsed = Stopwatch.GetElapsedTime(begun);
        await output;
        return process.ExitCode == 0
            ? new LibraryProcess(elapsed.TotalSeconds, peak / 1_024)
            : throw new InvalidOperationException($"genrequeue {string.Join(' ', arguments)} exited with {process.ExitCode}: {await error}");
    }

    private static double PeakKilobytes(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;   // It has just exited.
        }
    }
}
