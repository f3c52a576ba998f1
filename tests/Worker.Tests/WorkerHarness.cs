using GenreQueue.Analysis.Classification;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Uploads;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GenreQueue.Worker.Tests;

/// <summary>The worker's consumers on MassTransit's test harness, with a real upload folder.</summary>
internal sealed class WorkerHarness : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("worker-tests");
    private readonly ServiceProvider _provider;

    private WorkerHarness(IGenreClassifier classifier, Action<WorkerOptions>? configure, TimeProvider time, IReadOnlyDictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(settings) { ["Uploads:Folder"] = _folder.File("uploads") })
            .Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(time)
            .AddLogging(log => log.SetMinimumLevel(LogLevel.None))
            .AddGenreWorker(configuration)
            .AddGenreBus(configuration)
            .AddSingleton(classifier)
            .Configure<WorkerOptions>(options =>
            {
                options.RetryPauses = [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)];
                configure?.Invoke(options);
            })
            .AddMassTransitTestHarness(x => x.SetTestTimeouts(testInactivityTimeout: TimeSpan.FromSeconds(10)));
        _provider = services.BuildServiceProvider();
    }

    public ITestHarness Bus => _provider.GetRequiredService<ITestHarness>();

    public HandlerDeadlines Deadlines => _provider.GetRequiredService<HandlerDeadlines>();

    public IUploadStore Uploads => _provider.GetRequiredService<IUploadStore>();

    public static async Task<WorkerHarness> StartAsync(
        IGenreClassifier classifier, Action<WorkerOptions>? configure = null, TimeProvider? time = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var harness = new WorkerHarness(classifier, configure, time ?? TimeProvider.System, settings ?? new Dictionary<string, string?>());
        await harness.Bus.Start();
        return harness;
    }

    /// <summary>Stores an upload and sends a job for it.</summary>
    public async Task<Guid> RequestAsync(string queue = Queues.Classify)
    {
        var upload = await Uploads.SaveAsync(new MemoryStream([1, 2, 3]), 1_000, TestContext.Current.CancellationToken);
        return await RequestAsync(upload.Key, queue);
    }

    /// <summary>Sends a job for an upload.</summary>
    public Task<Guid> RequestAsync(string uploadKey, string queue) => RequestAsync(new TrackSource(uploadKey, null), queue);

    /// <summary>Sends a job for a file of a library.</summary>
    public Task<Guid> RequestAsync(LibraryFile file) => RequestAsync(new TrackSource(null, file), Queues.ClassifyBulk);

    private async Task<Guid> RequestAsync(TrackSource source, string queue)
    {
        var id = Guid.NewGuid();
        var endpoint = await Bus.Bus.GetSendEndpoint(BusTopology.AddressOf(queue));
        await endpoint.Send(
            new ClassifyRequested(id, source, "gtzan-10", WindowMode.Middle, LabelsMode.Multi), TestContext.Current.CancellationToken);
        return id;
    }

    /// <summary>Waits for the first published message of a type that matches.</summary>
    public async Task<T> PublishedAsync<T>(Func<T, bool> matches)
        where T : class
    {
        var published = await Bus.Published.SelectAsync<T>(m => matches(m.Context.Message), TestContext.Current.CancellationToken).FirstOrDefault();
        return published?.Context.Message ?? throw new Xunit.Sdk.XunitException($"No {typeof(T).Name} was published.");
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder.Dispose();
    }
}
