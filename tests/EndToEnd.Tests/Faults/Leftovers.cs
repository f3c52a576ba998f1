using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Bus;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Finds what should be gone once all jobs have ended.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Files in the folder of the uploads.</summary>
    public static async Task<IReadOnlyList<string>> OfUploadsAsync(Deployment deployment, TimeSpan limit) => await WaitAsync(
        () => Task.FromResult<IReadOnlyList<string>>([.. Directory.EnumerateFiles(deployment.Uploads).Select(file => $"the upload {Path.GetFileName(file)}")]), limit);

    /// <summary>Messages in the durable queues, and in the queues for messages that could not be handled.</summary>
    /// <param name="deployment">The installation.</param>
    /// <param name="junk">Number of messages that may have been set aside, because a test sent them as junk.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static async Task<IReadOnlyList<string>> OfMessagesAsync(Deployment deployment, int junk, CancellationToken cancellationToken)
    {
        await using var queues = await TestQueue.OpenAsync(deployment, cancellationToken);
        return await WaitAsync(async () =>
        {
            var left = new List<string>();
            var aside = new List<(string Queue, uint Count)>();
            foreach (var name in BusTopology.All)
            {
                if (name != BusTopology.Junk && await queues.CountAsync(name, cancellationToken) is > 0 and var waiting) left.Add($"{waiting} messages in {name}");
                string[] set = [$"{name}_error", $"{name}_skipped", .. name == BusTopology.Junk ? (string[])[name] : []];
                foreach (var queue in set) aside.Add((queue, await queues.CountAsync(queue, cancellationToken) ?? 0));
            }
            if (aside.Sum(entry => entry.Count) > junk)
                left.Add($"set aside, of which {junk} are expected: {string.Join(", ", aside.Where(entry => entry.Count > 0).Select(entry => $"{entry.Count} in {entry.Queue}"))}");
            return left;
        }, Limit);
    }

    /// <summary>Processes that a program of this installation has started and that have outlived it.</summary>
    /// <param name="folder">Working folder of the programs.</param>
    /// <param name="programs">Ids of the programs that run.</param>
    public static async Task<IReadOnlyList<string>> OfProcessesAsync(string folder, IReadOnlyCollection<int> programs) =>
        await WaitAsync(() =>
        {
            var owned = programs.Concat(programs.SelectMany(ProcessList.DescendantsOf)).ToHashSet();
            return Task.FromResult<IReadOnlyList<string>>(
                [.. ProcessList.InFolder(folder).Where(id => !owned.Contains(id)).Select(id => $"the process {id}: {ProcessList.CommandOf(id)}")]);
        }, Limit);

    // A deletion may follow the end of its job by a moment.
    private static async Task<IReadOnlyList<string>> WaitAsync(Func<Task<IReadOnlyList<string>>> find, TimeSpan limit)
    {
        var deadline = DateTime.UtcNow + limit;
        while (true)
        {
            var left = await find();
            if (left.Count == 0 || DateTime.UtcNow > deadline) return left;
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}
