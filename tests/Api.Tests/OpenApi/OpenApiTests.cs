using GenreQueue.Fixtures;

namespace GenreQueue.Api.Tests.OpenApi;

public sealed class OpenApiTests(Apis apis)
{
    private const string Update = "GENREQUEUE_UPDATE_OPENAPI";
    private static string Copy => Path.Combine(RepositoryPaths.Root, "src", "Api", "OpenApi", "v1.json");

    /// <summary>A change of the API shows as a change of the copy: run this test with GENREQUEUE_UPDATE_OPENAPI=1 and look at it.</summary>
    [Fact]
    public async Task The_copy_in_the_repository_is_what_the_service_serves()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var served = (await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Update) is not null) await File.WriteAllTextAsync(Copy, served, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(Copy, TestContext.Current.CancellationToken), served);
    }
}
