using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Faults;
using GenreQueue.EndToEnd.Tests.Faults.Kinds;
using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Soak;

/// <summary>An endless order of faults that depends on its seed alone.</summary>
internal static class FaultPlan
{
    private const string Poison = "kills-its-worker";
    private const string Endless = "hangs-its-decoder";

    // Faults of the servers, one at a time: what one of them has broken, another may be unable to break again or to heal.
    private static readonly Kind[] Servers =
    [
        new(60, (installation, _) => new BrokerStopped(installation.Rabbit)),
        new(5, (installation, _) => new BrokerKilled(installation.Rabbit)),
        new(25, (installation, _) => new BrokerHung(installation.Rabbit)),
        new(20, (installation, _) => new BrokerMemoryAlarm(installation.Rabbit)),
        new(20, (installation, _) => new BrokerDiskAlarm(installation.Rabbit)),
        new(0, (installation, _) => new BrokerConnectionsClosed(installation)),
        new(60, (installation, _) => new DatabaseStopped(installation.Postgres)),
        new(5, (installation, _) => new DatabaseKilled(installation.Postgres)),
        new(20, (installation, _) => new DatabaseHung(installation.Postgres)),
    ];

    // Faults of everything else, alone or during a fault of a server.
    private static readonly Kind[] Others =
    [
        new(0, (installation, n) => new ProcessKilled(installation.Workers[n % installation.Workers.Count])),
        new(0, (installation, n) => new ProcessKilled(installation.ApiSupervisors[n % installation.Apis.Count])),
        new(0, (installation, n) => new ProcessStopped(installation.Workers[n % installation.Workers.Count])),
        new(0, (installation, n) => new ProcessStopped(installation.ApiSupervisors[n % installation.Apis.Count])),
        new(15, (installation, n) => new ProcessHung(installation.Workers[n % installation.Workers.Count])),
        new(15, (installation, n) => new ProcessHung(installation.ApiSupervisors[n % installation.Apis.Count])),
        new(5, (installation, n) => new UploadsAborted(installation, installation.Apis[n % installation.Apis.Count])),
        new(0, (installation, n) => Upload(installation, n, Poison, ErrorCodes.WorkerCrashed)),

        // It takes the whole time limit of a job, so three other faults may meet it while it runs alone.
        new(0, (installation, n) => Upload(installation, n, Endless, ErrorCodes.JobTimeout, ErrorCodes.WorkerCrashed)),
    ];

    // These need the broker and the database.
    private static readonly Kind[] Messages =
    [
        new(0, (installation, n) => new MessagesForged(installation, n)),
        new(0, (installation, _) => new JunkSent(installation)),
    ];

    /// <summary>The decoder of the workers: it does what the marked files ask for.</summary>
    public static string Decoder { get; } = DecoderScript.ForMarked((Poison, DecoderScript.KillsItsParent), (Endless, "sleep 600"));

    /// <summary>The steps, each of one or two faults at a time.</summary>
    public static IEnumerable<PlannedStep> Of(int seed, Installation installation)
    {
        var random = new Random(seed);
        while (true)
        {
            Kind[] kinds = random.Next(5) switch
            {
                0 or 1 => [Pick(Servers, random)],
                2 => [Pick(Servers, random), Pick(Others, random)],
                3 => [Pick(Others, random)],
                _ => [Pick(Messages, random)],
            };
            var faults = kinds.Select(kind => kind.Create(installation, random.Next(1_000))).ToList();

            // Short faults more often than long ones, so that there are many.
            var duration = TimeSpan.FromSeconds(Math.Round(kinds.Max(kind => kind.MaxSeconds) * Math.Pow(random.NextDouble(), 3)));
            yield return new PlannedStep(faults, duration, Pause: TimeSpan.FromMilliseconds(random.Next(3_000)));
        }
    }

    private static Kind Pick(Kind[] kinds, Random random) => kinds[random.Next(kinds.Length)];

    private static MarkedFileUploaded Upload(Installation installation, int n, string marker, params string[] codes) => new(
        installation, installation.Apis[n % installation.Apis.Count], TestFile.Song(n).Marked(marker) with { Name = $"{marker}.wav" }, codes);

    private sealed record Kind(int MaxSeconds, Func<Installation, int, Fault> Create);
}

/// <summary>Faults at the same time.</summary>
/// <param name="Faults">The faults in the order of their injection.</param>
/// <param name="Duration">Time from the last injection to the first healing.</param>
/// <param name="Pause">Time after the recovery.</param>
internal sealed record PlannedStep(IReadOnlyList<Fault> Faults, TimeSpan Duration, TimeSpan Pause)
{
    public override string ToString() => $"{string.Join(" + ", Faults.Select(fault => fault.Name))} for {Duration.TotalSeconds:0} s";

    /// <summary>Injects all faults and heals them in reverse order.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var injected = new Stack<Fault>();
        try
        {
            foreach (var fault in Faults)
            {
                injected.Push(fault);
                await fault.InjectAsync(cancellationToken);
            }
            await Task.Delay(Duration, cancellationToken);
        }
        finally
        {
            while (injected.TryPop(out var fault)) await fault.HealAsync(CancellationToken.None);
        }
    }
}
