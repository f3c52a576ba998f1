using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Benchmarks;

/// <summary>Jobs per second from POST to stored result, and a worker's overhead per job on top of the analysis.</summary>
/// <remarks>Client, service, broker and database share this machine. All files differ, so that no answer is reused.</remarks>
internal static class QueueBenchmark
{
    private const int WarmUp = 1_000;
    private const int Jobs = 4_000;
    private const int Clients = 32;
    private const int Single = 500;
    private static readonly byte[] Audio = WavFile.Pcm16(Synthesis.Music(seconds: 1.05, rate: 22_050, channels: 1));
    private static int _fileCount;

    public static async Task Run(bool distributed)
    {
        await using var service = await QueueService.StartAsync(distributed);
        await LoadAsync(service, WarmUp);
        var (before, memory) = (service.WorkerTime, service.WorkerMegabytes);
        var (elapsed, _) = await LoadAsync(service, Jobs);
        var underLoad = (service.WorkerTime - before).TotalMilliseconds / Jobs;
        Console.WriteLine($"{Jobs / elapsed.TotalSeconds,8:0} jobs/s from POST to stored result ({Jobs} jobs, {Clients} clients)");
        Console.WriteLine($"{service.WorkerMegabytes,8:0} MB in the process of a worker after {WarmUp + Jobs} jobs, {memory:0} MB after the first {WarmUp}");
        if (distributed) await MeasureWorkerAsync(service, underLoad);
    }

    // The analysis is timed with one job at a time, because under load its figures include waiting for the processor.
    private static async Task MeasureWorkerAsync(QueueService service, double underLoad)
    {
        var before = service.WorkerTime;
        var (_, batch) = await LoadAsync(service, Single, clients: 1);
        var perJob = (service.WorkerTime - before).TotalMilliseconds / Single;
        var results = await service.Client.GetFromJsonAsync<List<JobResponse>>($"/api/v1/batches/{batch}/results", JsonSerializerOptions.Web);
        var analysis = results!.Average(job => job.Result!.Timings.FeaturesMs + job.Result.Timings.PredictMs);
        Console.WriteLine($"{underLoad - analysis,8:0.00} ms of worker processor time per job on top of the analysis, under load ({underLoad:0.00} ms less {analysis:0.00} ms)");
        Console.WriteLine($"{perJob - analysis,8:0.00} ms the same with one job at a time ({perJob:0.00} ms less {analysis:0.00} ms)");
    }

    private static async Task<(TimeSpan Elapsed, Guid Batch)> LoadAsync(QueueService service, int count, int clients = Clients)
    {
        using var created = await service.Client.PostAsJsonAsync("/api/v1/batches", new CreateBatchRequest("benchmark"));
        var batch = (await created.Content.ReadFromJsonAsync<BatchResponse>())!.Id;
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = clients }, async (_, cancellationToken) =>
        {
            using var body = new ByteArrayContent(NextFile()) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
            using var response = await service.Client.PostAsync($"/api/v1/jobs?fileName=a.wav&batch={batch}", body, cancellationToken);
            response.EnsureSuccessStatusCode();
        });
        while (true)
        {
            var now = (await service.Client.GetFromJsonAsync<BatchResponse>($"/api/v1/batches/{batch}"))!;
            if (now.States[JobState.Succeeded] == count) return (Stopwatch.GetElapsedTime(start), batch);
            if (now.States[JobState.Failed] > 0) throw new InvalidOperationException($"{now.States[JobState.Failed]} jobs failed.");
            await Task.Delay(250);
        }
    }

    private static byte[] NextFile()
    {
        var file = Audio.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - sizeof(int)), Interlocked.Increment(ref _fileCount) % 1_000_000);
        return file;
    }
}
