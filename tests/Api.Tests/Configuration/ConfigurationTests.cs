using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace GenreQueue.Api.Tests.Configuration;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task All_errors_are_reported_together_before_anything_starts()
    {
        var errors = await ErrorsOfAsync(
            ("Api:MaxUploadMegabytes", "0"),
            ("Api:SweepMinutes", "often"),
            ("Api:TrustedProxies", "10.0.0.1; proxy"),
            ("Api:AllowedOrigins", "https://one.example.org; *"),
            ("Bus:Transport", "Smtp"),
            ("Worker:Embedded", "perhaps"),
            ("Uploads:S3:ForcePathStyle", "maybe"),
            ("Webhooks:Secret", "hunter2"),
            ("Webhooks:RetryPausesSeconds", "soon"),
            ("Uploads:S3:Bucket", "tracks"),
            ("Uploads:S3:ServiceUrl", "minio"),
            ("Uploads:S3:AccessKey", "key"),
            ("Libraries:my music", "/"),
            ("Libraries:films", "films"),
            ("Libraries:books", "/no/such/folder"),
            ("Worker:Slots", "-1"),
            ("ConnectionStrings:Jobs", "postgres://user@host/jobs"));
        var text = string.Join('\n', errors);
        foreach (var name in new[] { "MaxUploadMegabytes", "Api:SweepMinutes must be a whole number", "Api:AllowedOrigins must be origins", "Api:TrustedProxies must be IP addresses", "Bus:Transport must be one of Memory, RabbitMq", "Worker:Embedded must be true or false", "Uploads:S3:ForcePathStyle must be true or false", "Webhooks:Secret must be whsec_", "RetryPausesSeconds", "Uploads:S3:ServiceUrl", "Uploads:S3:SecretKey", "Libraries:my music is not a valid name", "Libraries:films must be an absolute path", "Libraries:books names the folder /no/such/folder, which does not exist", "Slots", "ConnectionStrings:Jobs" })
            Assert.Contains(name, text);
        Assert.DoesNotContain("hunter2", text);
    }

    [Fact]
    public async Task The_defaults_are_valid() => Assert.Empty(await ErrorsOfAsync());

    [Fact]
    public async Task An_empty_value_keeps_the_default() => Assert.Empty(await ErrorsOfAsync(
        ("Worker:Slots", ""), ("Worker:Embedded", ""), ("Bus:Transport", ""), ("Bus:Host", ""), ("Uploads:Folder", ""), ("Uploads:S3:Bucket", ""), ("Libraries:music", "")));

    private static async Task<IReadOnlyList<string>> ErrorsOfAsync(params (string Key, string Value)[] settings)
    {
        using var folder = new TemporaryFolder("configuration");
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Append(("Data:Folder", folder.Path)).ToDictionary(s => s.Item1, s => (string?)s.Item2));
        builder.AddGenreQueue();
        await using var app = builder.Build();
        return ConfigurationCheck.ErrorsOf(app.Services);
    }
}
