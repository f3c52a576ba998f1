using GenreQueue.Fixtures.Servers;
using Microsoft.Playwright;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>One service and one headless Chromium for all tests of the page; each test has a browser profile of its own.</summary>
[CollectionDefinition]
public sealed class PageFixture : IAsyncLifetime, ICollectionFixture<PageFixture>
{
    /* Nothing but the page under test may go over the network. */
    private static readonly string[] Arguments =
    [
        "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // Chromium refuses its sandbox to root, as which tests run in containers.
        .. Environment.UserName == "root" ? (string[])["--no-sandbox"] : [],
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public EmbeddedApi Api { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var chromium = Programs.Find("chromium") ?? Programs.Find("chromium-browser") ?? Programs.Find("google-chrome")
            ?? throw new ServerMissingException("The tests of the page need a browser (apt-get install chromium).");
        // A machine that is busy with other tests takes its time; what is right comes in the end.
        Assertions.SetDefaultExpectTimeout(60_000);
        Api.Set("Uploads:KeepFailedMinutes", "60");
        await Api.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
    }

    /// <summary>A page in a new profile, with its faults collected.</summary>
    public async Task<TestPage> OpenAsync(BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null, string path = "/")
    {
        var context = await _browser!.NewContextAsync(new(options ?? new()) { BaseURL = Api.Address });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        var opened = new TestPage(context, page);
        if (prepare is not null) await prepare(page);
        await page.GotoAsync(path);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Api.DisposeAsync();
    }
}
