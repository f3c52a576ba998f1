using GenreQueue.Fixtures.Servers;
using Microsoft.Playwright;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>One service and one headless Chromium for all page tests; each test has its own browser context.</summary>
[CollectionDefinition]
public sealed class PageFixture : IAsyncLifetime, ICollectionFixture<PageFixture>
{
    // Chromium itself must not access the network.
    private static readonly string[] Arguments =
    [
        "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // Tests in containers run as root, for whom the sandbox of Chromium does not work.
        .. Environment.UserName == "root" ? (string[])["--no-sandbox"] : [],
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public EmbeddedApi Api { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var chromium = Programs.Find("chromium") ?? Programs.Find("chromium-browser") ?? Programs.Find("google-chrome")
            ?? throw new ServerMissingException("The page tests need a browser (apt-get install chromium).");
        // Generous, because the machine may be busy with other tests.
        Assertions.SetDefaultExpectTimeout(60_000);
        Api.Set("Uploads:KeepFailedMinutes", "60");
        await Api.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
    }

    /// <summary>Opens a page in a new browser context and collects its errors.</summary>
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
