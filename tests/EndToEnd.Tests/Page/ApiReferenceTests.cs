using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>The interactive API reference at <c>/scalar</c>.</summary>
[Collection<PageFixture>]
public sealed class ApiReferenceTests(PageFixture fixture)
{
    [Fact(Timeout = 300_000)]
    public async Task The_reference_renders_without_requests_to_other_hosts_and_without_console_errors()
    {
        var addresses = new ConcurrentBag<string>();
        var errors = new ConcurrentBag<string>();
        await using var test = await fixture.OpenAsync(path: "/scalar", prepare: page =>
        {
            page.Request += (_, request) => addresses.Add(request.Url);
            page.Console += (_, message) => { if (message.Type == "error") errors.Add(message.Text); };
            return Task.CompletedTask;
        });
        await Expect(test.Page.GetByRole(AriaRole.Heading, new() { Name = "GenreQueue" }).First).ToBeVisibleAsync();
        await test.Page.GetByText("Upload tracks for classification").First.ClickAsync();
        await Expect(test.Page.GetByText("Send multipart/form-data").First).ToBeVisibleAsync();
        await test.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await test.PictureAsync("scalar", full: false);

        Assert.Contains(addresses, address => address.EndsWith("/openapi/v1.json", StringComparison.Ordinal));
        Assert.DoesNotContain(addresses, address => !address.StartsWith(fixture.Api.Address, StringComparison.Ordinal) && !address.StartsWith("data:", StringComparison.Ordinal));
        Assert.True(errors.IsEmpty, string.Join("\n", errors));
        Assert.Empty(test.Faults);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("/")]
    [InlineData("/ops")]
    public async Task Every_page_links_to_the_reference(string path)
    {
        await using var test = await fixture.OpenAsync(path: path);
        await test.Page.GetByRole(AriaRole.Link, new() { Name = "API" }).ClickAsync();
        await Expect(test.Page.GetByRole(AriaRole.Heading, new() { Name = "GenreQueue" }).First).ToBeVisibleAsync();
    }
}
