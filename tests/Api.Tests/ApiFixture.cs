using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Models;
using GenreQueue.Api.Configuration;
using GenreQueue.Fixtures.Classification;
using GenreQueue.Fixtures.Servers;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GenreQueue.Api.Tests;

/// <summary>The whole service in one process, on SQLite by default, with a fake classifier.</summary>
public class ApiFixture : WebApplicationFactory<ApiOptions>
{
    private static readonly Lazy<ModelCatalog> Models = new(() => new ModelCatalog(RepositoryPaths.Models));
    private readonly TemporaryFolder _folder = new("api");
    private readonly Dictionary<string, string> _settings;

    public ApiFixture()
        : this(new Dictionary<string, string>())
    {
    }

    /// <param name="settings">Settings in addition to the defaults of the tests, by key.</param>
    public ApiFixture(IReadOnlyDictionary<string, string> settings) => _settings = new Dictionary<string, string>(settings);

    /// <summary>Decides how files are classified.</summary>
    public TestTracks Tracks { get; } = new();

    /// <summary>Folder of the uploads.</summary>
    public string UploadFolder => _folder.File("uploads");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Data:Folder", _folder.Path);
        builder.UseSetting("Worker:ModelsFolder", RepositoryPaths.Models);
        builder.UseSetting("Api:MinFreeDiskMegabytes", "0");
        builder.UseSetting("Serilog:MinimumLevel", "Error");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<IGenreClassifier>(
            new FakeClassifier(Tracks.GenreOfAsync) { VersionOf = model => Models.Value.Cards.Single(card => card.Id == model).Version })));
    }

    public override async ValueTask DisposeAsync()
    {
        // The base class and the program under test both stop the host, and the second call returns early; drain the bus first.
        await Services.GetRequiredService<IBusControl>().StopAsync(TimeSpan.FromMinutes(1));
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _folder.Dispose();
    }
}
