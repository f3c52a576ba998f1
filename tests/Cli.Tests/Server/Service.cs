using System.Collections.Concurrent;
using System.Text;
using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Api.Configuration;
using GenreQueue.Contracts;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Classification;
using GenreQueue.Fixtures.Servers;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GenreQueue.Cli.Tests.Server;

/// <summary>A service in this process whose answers depend on the content of the files: a header and the name of a genre or of an error.</summary>
public sealed class Service : WebApplicationFactory<ApiOptions>
{
    private static readonly byte[] Magic = [0x01, 0xFF, 0x00, 0x02];
    private readonly TemporaryFolder _folder = new("service");
    private readonly TaskCompletionSource _release = new();

    /// <summary>The folder of the library <c>music</c>.</summary>
    public string Music => Directory.CreateDirectory(_folder.File("music")).FullName;

    /// <summary>How often each content was classified.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>A file that is classified as its word says; <c>hold</c> waits until the service ends. Any other file is rock.</summary>
    public static byte[] Track(string word) => [.. Magic, .. Encoding.UTF8.GetBytes(word)];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Data:Folder", _folder.File("data"));
        builder.UseSetting("Worker:ModelsFolder", RepositoryPaths.Models);
        builder.UseSetting("Worker:Slots", "4");
        builder.UseSetting("Api:MinFreeDiskMegabytes", "0");
        builder.UseSetting("Serilog:MinimumLevel", "Fatal");
        builder.UseSetting("Libraries:music", Music);
        using var models = new ModelCatalog(RepositoryPaths.Models);
        var versions = models.Cards.ToDictionary(card => card.Id, card => card.Version);
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<IGenreClassifier>(
            new FakeClassifier(GenreOfAsync) { VersionOf = model => versions[model] })));
    }

    public override async ValueTask DisposeAsync()
    {
        _release.TrySetResult();
        await Services.GetRequiredService<IBusControl>().StopAsync(TimeSpan.FromMinutes(1));
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<string> GenreOfAsync(string path, CancellationToken cancellationToken)
    {
        var content = await File.ReadAllBytesAsync(path, cancellationToken);
        var word = content.AsSpan().StartsWith(Magic) ? Encoding.UTF8.GetString(content.AsSpan(Magic.Length)) : "rock";
        Calls.AddOrUpdate(word, 1, (_, calls) => calls + 1);
        if (word == "hold") await _release.Task.WaitAsync(cancellationToken);
        if (word == ErrorCodes.Silent) throw new AudioException(ErrorCodes.Silent, "It is silent.");
        return word.Split(' ')[0];
    }
}
