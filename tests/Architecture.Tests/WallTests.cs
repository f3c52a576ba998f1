using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Architecture.Tests;

public sealed class WallTests
{
    [Fact]
    public void The_engine_imports_only_libsvm_and_the_C_function_that_seeds_it()
    {
        using var analysis = Assemblies.Read("Analysis");
        var imports = analysis.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.IsPInvokeImpl).Select(method => method.PInvokeInfo);
        Assert.Equal(["srand"], imports.Where(import => import.Module.Name != "svm").Select(import => import.EntryPoint));
    }

    [Fact]
    public void No_project_can_use_the_decoder()
    {
        using var decoder = Assemblies.Read("Decoder");
        Assert.Empty(decoder.MainModule.Types.Where(type => type.IsPublic).Select(type => type.FullName));
        Assert.All(House.Rooms.Keys.Except(["Decoder"]), project =>
        {
            using var assembly = Assemblies.Read(project);
            Assert.DoesNotContain("GenreQueue.Decoder", assembly.MainModule.AssemblyReferences.Select(reference => reference.Name));
        });
    }

    [Fact]
    public void The_contracts_need_nothing_but_the_framework()
    {
        using var contracts = Assemblies.Read("Contracts");
        Assert.All(contracts.MainModule.AssemblyReferences, reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_api_uses_nothing_of_the_worker_but_its_registration_and_its_reports()
    {
        using var api = Assemblies.Read("Api");
        var used = TypeReferences.Of(api).Select(pair => pair.Used).Where(type => type.Namespace.StartsWith("GenreQueue.Worker", StringComparison.Ordinal));
        Assert.Equal(["IJobReports", "ReportNotDeliveredException", "WorkerExtensions"], used.Select(type => type.Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_published_worker_holds_the_decoder_and_no_training()
    {
        using var folder = new TemporaryFolder("publish");
        string[] publish = ["publish", Path.Combine(RepositoryPaths.Root, "src", "Worker"), "-c", "Release", "--no-build", "-o", folder.Path];
        await ServerProcess.RunAsync("dotnet", publish, cancellationToken: TestContext.Current.CancellationToken);
        var files = Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)).ToList();
        Assert.Contains("GenreQueue.Worker.dll", files);
        Assert.Contains("GenreQueue.Decoder.dll", files);
        Assert.DoesNotContain(files, file => file.StartsWith("GenreQueue.Training", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.StartsWith("GenreQueue.Library", StringComparison.Ordinal));
    }
}
