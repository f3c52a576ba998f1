using System.Net;
using System.Text.Json;

namespace GenreQueue.Api.Tests.Health;

public sealed class HealthTests(Apis apis)
{
    [Theory, OnBothDatabases]
    public async Task A_service_is_ready_when_database_bus_and_models_are(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        using var response = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var checks = (await response.ReadAsync<JsonElement>()).GetProperty("checks").EnumerateObject().Select(c => c.Name).ToList();
        Assert.Contains("database", checks);
        Assert.Contains("models", checks);
        Assert.Contains("masstransit-bus", checks);
    }
}
