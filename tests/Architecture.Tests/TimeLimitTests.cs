using GenreQueue.Fixtures;
using Mono.Cecil;

namespace GenreQueue.Architecture.Tests;

public sealed class TimeLimitTests
{
    private static readonly string[] Servers = [nameof(TestServers.RabbitMqAsync), nameof(TestServers.PostgresAsync)];

    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(RepositoryPaths.Root, "tests"), "*.Tests").Select(folder => Path.GetFileName(folder)!).Order()];

    [Theory, MemberData(nameof(Projects))]
    public void A_test_that_starts_a_process_or_a_server_has_a_time_limit(string project)
    {
        var missing = Missing(project);
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    private static List<string> Missing(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var folder = Path.Combine(RepositoryPaths.Root, "tests", project, "bin", output.Parent!.Name, output.Name);
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(folder);
        var parameters = new ReaderParameters { AssemblyResolver = resolver };
        Assert.SkipUnless(Directory.Exists(folder), $"{project} was not built.");
        using var tests = AssemblyDefinition.ReadAssembly(Path.Combine(folder, $"GenreQueue.{project}.dll"), parameters);
        var libraries = new[] { "Fixtures", "Analysis" }
            .Select(library => Path.Combine(folder, $"GenreQueue.{library}.dll"))
            .Where(File.Exists)
            .Select(file => AssemblyDefinition.ReadAssembly(file, parameters))
            .ToList();
        var methods = new TestMethods(tests, libraries);

        // The tests of EndToEnd.Tests use processes that the fixtures of their classes have started.
        return [.. methods.All
            .Where(test => !TestMethods.HasTimeout(test))
            .Where(test => project == "EndToEnd.Tests" || methods.Reaches(test, StartsProcess, HasOwnLimit))
            .Select(test => $"{test.DeclaringType.Name}.{test.Name}")
            .Order()];
    }

    private static bool StartsProcess(MethodReference called) =>
        called is { Name: "Start", DeclaringType.FullName: "System.Diagnostics.Process" }
        || (called.DeclaringType.Name == nameof(TestServers) && Servers.Contains(called.Name));

    // AudioEncoder kills ffmpeg after a time limit. Apis starts a server only for the rows of OnBothDatabases, which have one.
    private static bool HasOwnLimit(MethodDefinition method) => method.DeclaringType.Name is "AudioEncoder" or "Apis";
}
