using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>
/// The parts of one installation that a test breaks. All programs are supervised: whatever exits is started again. Nothing waits for
/// a person, so every fault has to end by itself.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private const int PageSize = 200;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OldEnough = TimeSpan.FromHours(1);
    private readonly RabbitMqServer? _rabbit;
    private readonly PostgresServer? _postgres;
    private readonly List<(ApiProgram Program, Supervisor Supervisor)> _apis = [];
    private readonly List<Supervisor> _workers = [];
    private Songs? _songs;

    private Installation(Deployment deployment, RabbitMqServer? rabbit, PostgresServer? postgres) =>
        (Deployment, _rabbit, _postgres) = (deployment, rabbit, postgres);

    /// <summary>The programs and their settings.</summary>
    public Deployment Deployment { get; }

    /// <summary>The broker.</summary>
    public RabbitMqServer Rabbit => _rabbit ?? throw new InvalidOperationException("An embedded installation has no broker.");

    /// <summary>The database server.</summary>
    public PostgresServer Postgres => _postgres ?? throw new InvalidOperationException("An embedded installation has no database server.");

    /// <summary>The APIs.</summary>
    public IReadOnlyList<ApiProgram> Apis => [.. _apis.Select(api => api.Program)];

    /// <summary>The supervisors of the APIs.</summary>
    public IReadOnlyList<Supervisor> ApiSupervisors => [.. _apis.Select(api => api.Supervisor)];

    /// <summary>The supervisors of the workers.</summary>
    public IReadOnlyList<Supervisor> Workers => _workers;

    /// <summary>Every upload.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>Uploads with known results.</summary>
    public Songs Songs => _songs ?? throw new InvalidOperationException("The installation was not started.");

    /// <summary>Virtual host on the broker.</summary>
    public string VirtualHost => Uri.UnescapeDataString(Deployment.Broker.AbsolutePath[1..]);

    /// <summary>Starts APIs and workers on a broker and a database server that can be stopped.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="apis">Number of API processes.</param>
    /// <param name="workers">Number of worker processes, of two slots each.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <param name="decoder">One of <see cref="DecoderScript"/>, to replace the decoder program of the workers.</param>
    /// <param name="configure">Changes settings before the start.</param>
    public static async Task<Installation> DistributedAsync(
        TestServers servers, int apis, int workers, CancellationToken cancellationToken, string? decoder = null, Action<Deployment>? configure = null)
    {
        var rabbit = await servers.RabbitMqAsync();
        Assert.SkipUnless(rabbit.IsOwn, "An external broker cannot be broken.");
        var deployment = await Deployment.DistributedAsync(servers, cancellationToken);
        deployment["Bus:HeartbeatSeconds"] = "2";
        deployment["Api:MinFreeDiskMegabytes"] = "0";
        configure?.Invoke(deployment);
        var installation = new Installation(deployment, rabbit, await servers.PostgresAsync());
        for (var n = 0; n < apis; n++) installation._apis.Add(deployment.SuperviseApi());
        for (var n = 0; n < workers; n++) installation._workers.Add(deployment.SuperviseWorker($"worker {n}", decoder));
        return await installation.PrepareAsync(cancellationToken);
    }

    /// <summary>Starts a single process that hosts everything.</summary>
    public static async Task<Installation> EmbeddedAsync(CancellationToken cancellationToken, string? decoder = null)
    {
        var deployment = Deployment.Embedded();
        deployment["Api:MinFreeDiskMegabytes"] = "0";
        var installation = new Installation(deployment, rabbit: null, postgres: null);
        installation._apis.Add(deployment.SuperviseApi(decoder));
        return await installation.PrepareAsync(cancellationToken);
    }

    /// <summary>Waits until every API reports that it is ready.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var api in Apis) await Until.TrueAsync(() => IsReadyAsync(api, cancellationToken), AnswerLimit);
    }

    /// <summary>Waits until no job is open, and compares what is stored with what was uploaded.</summary>
    /// <param name="limit">How long jobs may take.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="junk">Number of messages that may have been set aside.</param>
    public async Task<FaultReport> SettleAsync(TimeSpan limit, CancellationToken cancellationToken, int junk = 0)
    {
        await WaitUntilReadyAsync(cancellationToken);
        var deadline = DateTime.UtcNow + limit;
        while (await CountOpenAsync(cancellationToken) > 0 && DateTime.UtcNow < deadline) await Task.Delay(200, cancellationToken);
        List<string> leftovers = [.. await UploadsLeftAsync(cancellationToken)];
        if (_rabbit is not null) leftovers.AddRange(await Leftovers.OfMessagesAsync(Deployment, junk, cancellationToken));
        leftovers.AddRange(await Leftovers.OfProcessesAsync(Deployment.Folder.Path, Programs()));
        return Ledger.Compare(await ReadJobsAsync(cancellationToken), await EndRecorder.CountAsync(Deployment, cancellationToken), leftovers);
    }

    /// <summary>All jobs, read from the first API.</summary>
    public async Task<IReadOnlyList<JobResponse>> ReadJobsAsync(CancellationToken cancellationToken)
    {
        var jobs = new List<JobResponse>();
        for (string? token = ""; token is not null;)
        {
            var page = (await Apis[0].Client.GetFromJsonAsync<JobListResponse>(
                $"/api/v1/jobs?pageSize={PageSize}{(token.Length > 0 ? $"&pageToken={token}" : "")}", cancellationToken))!;
            jobs.AddRange(page.Items);
            token = page.NextPageToken;
        }
        return jobs;
    }

    /// <summary>The newest jobs in a state, at most one page.</summary>
    public async Task<IReadOnlyList<JobResponse>> ReadPageAsync(JobState state, CancellationToken cancellationToken)
    {
        var name = JsonSerializer.Serialize(state).Trim('"');
        return (await Apis[0].Client.GetFromJsonAsync<JobListResponse>($"/api/v1/jobs?state={name}&pageSize={PageSize}", cancellationToken))!.Items;
    }

    /// <summary>Number of jobs that have not ended; not more than two pages are counted.</summary>
    public async Task<int> CountOpenAsync(CancellationToken cancellationToken) =>
        (await ReadPageAsync(JobState.Queued, cancellationToken)).Count + (await ReadPageAsync(JobState.Running, cancellationToken)).Count;

    public ValueTask DisposeAsync() => Deployment.DisposeAsync();

    private static async Task<bool> IsReadyAsync(ApiProgram api, CancellationToken cancellationToken)
    {
        try
        {
            return await api.AnswersAsync("/health/ready", cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<Installation> PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var api in Apis) api.Client.Timeout = AnswerLimit;
            await WaitUntilReadyAsync(cancellationToken);
            await EndRecorder.InstallAsync(Deployment, cancellationToken);
            _songs = await Songs.LearnAsync(Ledger, Apis[0], cancellationToken);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Files without a job remain where a process was killed between two steps; the sweep deletes them once they are older than any
    /// running request, so they are made old.
    /// </summary>
    private async Task<IReadOnlyList<string>> UploadsLeftAsync(CancellationToken cancellationToken)
    {
        if ((await Leftovers.OfUploadsAsync(Deployment, TimeSpan.FromSeconds(5))).Count == 0) return [];
        foreach (var file in Directory.EnumerateFiles(Deployment.Uploads)) File.SetLastWriteTimeUtc(file, DateTime.UtcNow - OldEnough);

        // The sweep runs at the start of an API.
        var old = Apis[0].Process;
        old.Send(Signal.Terminate);
        await old.WaitForExitAsync(AnswerLimit, cancellationToken);
        await Until.TrueAsync(() => Apis[0].Process != old, AnswerLimit);
        await WaitUntilReadyAsync(cancellationToken);
        return await Leftovers.OfUploadsAsync(Deployment, TimeSpan.FromSeconds(30));
    }

    private IReadOnlyCollection<int> Programs() =>
        [.. ApiSupervisors.Concat(_workers).Select(supervisor => supervisor.Current).OfType<ServerProcess>().Select(process => process.Id)];
}
