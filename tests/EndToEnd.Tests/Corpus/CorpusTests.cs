using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Tests;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Corpus;

/// <summary>Hundreds of broken, hostile and odd files: each ends with a result or a stable code, and the service is afterwards as it was before.</summary>
public sealed class CorpusTests(TestServers servers)
{
    private const int Seed = 20_250_101;
    private const int WarmUp = 60;

    // Megabytes. The peak of a child includes a picture of 10 MB and the runtime; its own limit is 1 GB.
    private const int MaxMemory = 500, MaxGrowth = 150, MaxChildMemory = 250;
    private const int MaxLine = 4_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public async Task Embedded()
    {
        await using var deployment = Deployment.Embedded();
        await RunAsync(deployment, api => api.Process);
    }

    [Fact(Timeout = 600_000)]
    public async Task Distributed()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        await RunAsync(deployment, _ => deployment.StartWorker());
    }

    private static async Task RunAsync(Deployment deployment, Func<ApiProgram, ServerProcess> startWorker)
    {
        using var folder = new TemporaryFolder("corpus");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var canary = AudioEncoder.Encode(Synthesis.Music(3), AudioEncoding.Mp3, folder.File("canary.mp3"));
        using var watch = new OpenWatch(canary);
        var files = Shuffled([
            .. DamagedFiles.Make(folder, new Random(Seed)), .. LyingHeaders.Make(folder), .. LargeFiles.Make(folder), .. OddNames.Make(),
            .. ForeignFiles.Make(canary, $"http://{listener.LocalEndpoint}"),
        ]);
        deployment["TMPDIR"] = Directory.CreateDirectory(deployment.Folder.File("temporary")).FullName;
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        var worker = startWorker(api);
        await using var apiMemory = new MemoryWatch(api.Process.Id);
        await using var workerMemory = new MemoryWatch(worker.Id);

        var clock = Stopwatch.StartNew();
        var run = new CorpusRun(api);
        await run.PostAsync(files[..WarmUp], Token);
        var (warmApi, warmWorker) = (apiMemory.Now, workerMemory.Now);
        await run.PostAsync(files[WarmUp..], Token);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{files.Length} files in {clock.Elapsed.TotalSeconds:0} s: {run.Codes}. Longest job: {run.Longest}. Memory in MB: API {warmApi} -> {apiMemory.Now}, peak {apiMemory.Peak}; "
            + $"worker {warmWorker} -> {workerMemory.Now}, peak {workerMemory.Peak}; a child at most {workerMemory.ChildPeak}.");

        Assert.True(run.Failures.Count == 0, $"{string.Join('\n', run.Failures)}\n{deployment.Describe()}");
        Assert.False(watch.WasOpened, "A playlist opened another file.");
        Assert.False(listener.Pending(), "A playlist called an address.");
        File.OpenRead(canary).Dispose();
        Assert.True(watch.WasOpened, "Nothing would have been noticed.");
        Assert.InRange(Math.Max(apiMemory.Peak, workerMemory.Peak), 1, MaxMemory);
        Assert.InRange(Math.Max(apiMemory.Now - warmApi, workerMemory.Now - warmWorker), -MaxMemory, MaxGrowth);
        Assert.InRange(workerMemory.ChildPeak, 1, MaxChildMemory);

        var good = await api.PostAsync(TestFile.Song(9_999), Priority.Interactive, Token);
        var ended = await api.WaitForEndAsync(good.Id, Limit, Token);
        Assert.Equal((JobState.Succeeded, 1), (ended.State, ended.Attempts));
        Assert.False(api.Process.HasExited || worker.HasExited, deployment.Describe());
        await Until.TrueAsync(() => Directory.GetFiles(deployment.Uploads, "*", SearchOption.AllDirectories).Length == 0);
        await Until.TrueAsync(() => ProcessList.DescendantsOf(worker.Id).Count <= 2, Limit);
        Assert.Empty(LeftFiles(deployment.Folder.File("temporary")));
        AssertLog(api.Process.Output);
        AssertLog(worker.Output);
    }

    private static BadFile[] Shuffled(BadFile[] files)
    {
        new Random(Seed).Shuffle(files);
        return files;
    }

    // The .NET runtime keeps its diagnostic sockets there while a process runs.
    private static IEnumerable<string> LeftFiles(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Where(path => Path.GetFileName(path) is var name && !name.StartsWith("dotnet-diagnostic", StringComparison.Ordinal)
            && !name.StartsWith("clr-debug-pipe", StringComparison.Ordinal) && !name.StartsWith(".dotnet", StringComparison.Ordinal));

    // Each line is one event in JSON; the first may be cut, because only the end of the output is kept.
    private static void AssertLog(string output)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            Assert.True(line.Length < MaxLine, line);
            Assert.NotEqual("forged", JsonSerializer.Deserialize<JsonElement>(line).GetProperty("@t").GetString());
            Assert.False(line.Contains("   at ", StringComparison.Ordinal), line);
        }
    }
}
