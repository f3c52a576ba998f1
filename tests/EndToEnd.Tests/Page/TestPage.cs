using GenreQueue.Fixtures;
using Microsoft.Playwright;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>An open page and its errors.</summary>
public sealed class TestPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public TestPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => Faults.Add(error);
        page.Console += (_, message) => { if (message.Type == "error" && message.Text.Contains("Content Security Policy")) Faults.Add(message.Text); };
    }

    public IPage Page { get; }

    /// <summary>Uncaught errors and violations of the content security policy.</summary>
    public List<string> Faults { get; } = [];

    public ILocator Tracks => Page.Locator("#list > li");

    public ILocator Track(string name) => Tracks.Filter(new() { HasText = name });

    public ILocator Done => Page.Locator("#list > li[data-state=succeeded], #list > li[data-state=failed], #list > li[data-state=unsent]");

    public Task ChooseAsync(params IEnumerable<(string Name, byte[] Content)> files) =>
        Page.SetInputFilesAsync("#files", files.Select(f => new FilePayload { Name = f.Name, MimeType = "audio/wav", Buffer = f.Content }));

    /// <summary>Selects many files with the same audio but different content. They are created in the browser, because transferring them is slow.</summary>
    public Task ChooseManyAsync(int count, byte[] audio) => Page.EvaluateAsync(
        """
        ([count, base64]) => {
          const audio = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
          const transfer = new DataTransfer();
          for (let i = 0; i < count; i++) transfer.items.add(new File([audio, new Uint16Array([i])], `track ${i}.wav`, { type: "audio/wav" }));
          const input = document.getElementById("files");
          input.files = transfer.files;
          input.dispatchEvent(new Event("change"));
        }
        """,
        new object[] { count, Convert.ToBase64String(audio) });

    /// <summary>Drops files on the page.</summary>
    public async Task DropAsync(params IEnumerable<(string Name, byte[] Content)> files)
    {
        var transfer = await Page.EvaluateHandleAsync(
            """
            files => {
              const transfer = new DataTransfer();
              for (const { name, base64 } of files)
                transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type: "audio/wav" }));
              return transfer;
            }
            """,
            files.Select(f => new { name = f.Name, base64 = Convert.ToBase64String(f.Content) }).ToArray());
        foreach (var step in (string[])["dragenter", "dragover", "drop"])
            await Page.DispatchEventAsync("#drop", step, new { dataTransfer = transfer });
    }

    /// <summary>Saves a screenshot below TestResults, for manual inspection.</summary>
    public Task PictureAsync(string name, bool full = true) => Page.ScreenshotAsync(
        new() { Path = Path.Combine(RepositoryPaths.Root, "TestResults", "page", name + ".png"), FullPage = full });

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
