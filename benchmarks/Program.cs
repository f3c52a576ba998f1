using System.Runtime.InteropServices;
using GenreQueue.Benchmarks;

var benchmarks = new Dictionary<string, Func<Task>>
{
    ["mfcc"] = MfccBenchmark.Run,
    ["engine"] = EngineBenchmark.Run,
    ["decoder"] = DecoderHop.Run,
    ["queue"] = () => QueueBenchmark.Run(distributed: false),
    ["queue-distributed"] = () => QueueBenchmark.Run(distributed: true),
    ["library"] = LibraryBenchmark.Run,
};
var names = args is ["all"] ? [.. benchmarks.Keys] : args;
if (names.Length == 0 || names.Except(benchmarks.Keys).Any())
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project benchmarks -- all | {string.Join(" | ", benchmarks.Keys)}");
    return 2;
}
Console.WriteLine($"{Machine.Describe()}; {RuntimeInformation.FrameworkDescription}; {DateTime.UtcNow:yyyy-MM-dd}");
foreach (var name in names)
{
    Console.WriteLine($"\n{name}");
    await benchmarks[name]();
}
return 0;
