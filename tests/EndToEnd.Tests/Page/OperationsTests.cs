using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using static Microsoft.Playwright.Assertions;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>The operations page at <c>/ops</c>.</summary>
[Collection<PageFixture>]
public sealed class OperationsTests(PageFixture fixture)
{
    [Fact(Timeout = 300_000)]
    public async Task The_page_shows_rates_workers_queues_and_failed_jobs()
    {
        await PostAsync(TrackFiles.Song("fine.wav", seed: 9));
        var failed = await PostAsync(TrackFiles.Broken("hopeless.flac"));
        Assert.Equal(JobState.Failed, failed.State);

        await using var test = await fixture.OpenAsync(path: "/ops");
        var page = test.Page;
        await Expect(page.Locator("[data-queue=classify]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-queue=classify-bulk]")).ToBeVisibleAsync();
        await Expect(page.Locator("#workers tr[data-worker]")).ToHaveCountAsync(1);
        await Expect(page.Locator("#rate div")).ToHaveCountAsync(60);
        await Expect(page.Locator("[data-tile=failed] strong")).Not.ToHaveTextAsync("0");
        var row = page.Locator($"[data-job='{failed.Id}']");
        await Expect(row).ToContainTextAsync("hopeless.flac");
        await Expect(row.Locator("code")).ToHaveTextAsync(failed.Error!.Code);
        await Expect(page.Locator("#junk-panel")).ToBeHiddenAsync();
        await test.PictureAsync("operations");

        await row.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(page.Locator("#notice")).ToContainTextAsync("hopeless.flac was queued again");
        await Until.TrueAsync(() => HasFailedAgainAsync(failed), TimeSpan.FromMinutes(1));
        Assert.Empty(test.Faults);
    }

    [Fact(Timeout = 300_000)]
    public async Task Messages_that_could_not_be_handled_are_an_alarm()
    {
        // The embedded service of these tests has no such queues.
        await using var test = await fixture.OpenAsync(path: "/ops", prepare: page => page.RouteAsync("**/api/v1/ops", async route =>
        {
            var answer = await route.FetchAsync();
            var ops = JsonNode.Parse(await answer.TextAsync())!;
            ops["junk"] = new JsonArray(new JsonObject { ["name"] = "results_error", ["messages"] = 3 });
            await route.FulfillAsync(new() { Response = answer, Body = ops.ToJsonString() });
        }));
        await Expect(test.Page.Locator("#junk-panel")).ToBeVisibleAsync();
        await Expect(test.Page.Locator("tr.alarm[data-queue=results_error]")).ToContainTextAsync("3");
        Assert.Empty(test.Faults);
    }

    private async Task<bool> HasFailedAgainAsync(JobResponse before)
    {
        var now = await fixture.Api.Client.GetFromJsonAsync<JobResponse>(before.Links.Self, JsonSerializerOptions.Web, TestContext.Current.CancellationToken);
        return now!.State == JobState.Failed && now.FinishedAt > before.FinishedAt;
    }

    private async Task<JobResponse> PostAsync((string Name, byte[] Content) file)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(file.Content) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
        form.Add(part, "file", file.Name);
        var accepted = await fixture.Api.Client.PostAsync("/api/v1/jobs", form, cancellation);
        accepted.EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Get, accepted.Headers.Location);
        request.Headers.Add("Prefer", "wait=60");
        var answer = await fixture.Api.Client.SendAsync(request, cancellation);
        return (await answer.Content.ReadFromJsonAsync<JobResponse>(JsonSerializerOptions.Web, cancellation))!;
    }
}
