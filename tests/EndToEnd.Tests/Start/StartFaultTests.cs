using System.Net;
using System.Net.Sockets;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Configuration;

namespace GenreQueue.EndToEnd.Tests.Start;

/// <summary>Programs that cannot start say in one sentence what to change.</summary>
public sealed class StartFaultTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://0.0.0.0:{0}")]
    public async Task A_port_in_use_is_reported(string address)
    {
        using var other = new TcpListener(IPAddress.Loopback, FreePort.Next());
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (code, output) = await RunAsync("Api", ("ASPNETCORE_URLS", string.Format(address, port)));
        Assert.Equal(1, code);
        AssertSentence($"Port {port} is in use by another program", output);
        Assert.Contains("ASPNETCORE_URLS", output);
        Assert.DoesNotContain("GenreQueue is at", output);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("http://192.0.2.1:8080", 1, "This machine does not have the address http://192.0.2.1:8080")]
    [InlineData("8080", ConfigurationCheck.ExitCode, "Invalid url: '8080'")]
    [InlineData("http://localhost:80800", ConfigurationCheck.ExitCode, "A port must be at most 65535")]
    [InlineData("ftp://localhost:8080", ConfigurationCheck.ExitCode, "An address must begin with http:// or https://")]
    [InlineData("http://localhost:8080/music", ConfigurationCheck.ExitCode, "An address must not have a path")]
    [InlineData("https://127.0.0.1:0", ConfigurationCheck.ExitCode, "An https address needs a certificate")]
    public async Task An_address_that_cannot_be_used_is_reported(string address, int code, string sentence)
    {
        var (actual, output) = await RunAsync("Api", ("ASPNETCORE_URLS", address));
        Assert.True(code == actual, output);
        AssertSentence(sentence, output);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("Api")]
    [InlineData("Worker")]
    public async Task Missing_models_are_reported(string program)
    {
        using var empty = new TemporaryFolder("models");
        foreach (var (folder, reason) in new[] { (empty.File("none"), "There is no models folder"), (empty.Path, "contains no models") })
        {
            var (code, output) = await RunAsync(program, ("Worker__ModelsFolder", folder), ("ASPNETCORE_URLS", $"http://127.0.0.1:{FreePort.Next()}"));
            Assert.True(code == ConfigurationCheck.ExitCode, output);
            AssertSentence(reason, output);
            Assert.Contains("Worker:ModelsFolder", output);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_damaged_model_is_reported()
    {
        using var folder = new TemporaryFolder("models");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Models, "gtzan-10"), "*", SearchOption.AllDirectories))
        {
            var copy = folder.File(Path.Combine("gtzan-10", Path.GetFileName(file)));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        await File.AppendAllTextAsync(folder.File("gtzan-10/classifier.svm"), "damage\n", Token);
        var (code, output) = await RunAsync("Api", ("Worker__ModelsFolder", folder.Path), ("ASPNETCORE_URLS", $"http://127.0.0.1:{FreePort.Next()}"));
        Assert.True(code == ConfigurationCheck.ExitCode, output);
        AssertSentence("The model in", output);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_data_folder_in_use_is_reported()
    {
        using var folder = new TemporaryFolder("start");
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        await using var first = Start("Api", folder, ("ASPNETCORE_URLS", address));
        await first.WaitUntilAsync(() => Task.FromResult(first.Output.Contains(address, StringComparison.Ordinal)), Limit, Token);

        await using var second = Start("Api", folder, ("ASPNETCORE_URLS", $"http://127.0.0.1:{FreePort.Next()}"));
        Assert.Equal(1, await second.WaitForExitAsync(Limit, Token));
        AssertSentence("The data folder is in use", second.Output);

        // A process that was killed leaves no lock behind.
        first.Send(Signal.Kill);
        await first.WaitForExitAsync(Limit, Token);
        await using var third = Start("Api", folder, ("ASPNETCORE_URLS", address));
        await third.WaitUntilAsync(() => Task.FromResult(third.Output.Contains(address, StringComparison.Ordinal)), Limit, Token);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_program_that_is_asked_to_stop_while_it_starts_exits_with_0()
    {
        using var folder = new TemporaryFolder("start");
        await using var api = Start("Api", folder, ("ASPNETCORE_URLS", $"http://127.0.0.1:{FreePort.Next()}"), ("Bus__Transport", "RabbitMq"),
            ("Bus__Port", $"{FreePort.Next()}"), ("Bus__User", "nobody"), ("Bus__Password", "none"));

        // Written before the web server listens.
        await api.WaitUntilAsync(() => Task.FromResult(api.Output.Contains("The database schema is up to date", StringComparison.Ordinal)), Limit, Token);
        api.Send(Signal.Terminate);

        Assert.Equal(0, await api.WaitForExitAsync(Limit, Token));
        Assert.DoesNotContain("Unhandled exception", api.Output);
        Assert.DoesNotContain("Hosting failed to start", api.Output);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_address_is_announced_as_a_browser_can_open_it()
    {
        var port = FreePort.Next();
        using var folder = new TemporaryFolder("start");
        await using var api = Start("Api", folder, ("ASPNETCORE_URLS", $"http://0.0.0.0:{port}"));
        await api.WaitUntilAsync(() => Task.FromResult(api.Output.Contains($"\"Addresses\":\"http://localhost:{port}\"", StringComparison.Ordinal)), Limit, Token);
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"http://localhost:{port}/health/live", Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params (string Key, string Value)[] settings)
    {
        using var folder = new TemporaryFolder("start");
        await using var process = Start(program, folder, settings);
        return (await process.WaitForExitAsync(Limit, Token), process.Output);
    }

    private static ServerProcess Start(string program, TemporaryFolder folder, params (string Key, string Value)[] settings)
    {
        var environment = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        environment["Data__Folder"] = folder.Path;
        return ServerProcess.Start(program, "dotnet", [Deployment.ProgramOf(program)], environment, folder.Path);
    }

    private static void AssertSentence(string sentence, string output)
    {
        Assert.Contains(sentence, output);
        Assert.DoesNotContain("   at ", output);
        Assert.DoesNotContain("Unhandled exception", output);
    }
}
