using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;
using static Microsoft.Playwright.Assertions;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>Uploads from the page.</summary>
[Collection<PageFixture>]
public sealed class PageUploadTests(PageFixture fixture)
{
    [Fact(Timeout = 300_000)]
    public async Task A_large_upload_resumes_after_a_lost_connection()
    {
        var methods = new List<string>();
        await using var test = await fixture.OpenAsync(prepare: page => page.RouteAsync("**/api/v1/uploads/*", route =>
        {
            methods.Add(route.Request.Method);
            return methods is ["PATCH"] ? route.AbortAsync("connectionreset") : route.ContinueAsync();
        }));
        await test.ChooseAsync(("large.wav", WavFile.Pcm16(Synthesis.Music(60, rate: 44_100, channels: 1))));
        await Expect(test.Track("large.wav")).ToHaveAttributeAsync("data-state", "succeeded");
        Assert.Equal(["PATCH", "HEAD", "PATCH"], methods);
        Assert.Empty(test.Faults);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_failed_upload_shows_the_reason_and_can_be_retried()
    {
        var refused = false;
        await using var test = await fixture.OpenAsync(prepare: page => page.RouteAsync("**/api/v1/uploads", route =>
        {
            if (refused) return route.ContinueAsync();
            refused = true;
            return route.FulfillAsync(new() { Status = 413, ContentType = "application/problem+json", Body = """{"code":"upload_too_large"}""" });
        }));
        await test.ChooseAsync(TrackFiles.Song("again.wav", seed: 10));
        await Expect(test.Track("again.wav").Locator(".problem")).ToHaveTextAsync("The file exceeds the size limit.");
        await test.Page.GetByLabel("Details of again.wav").ClickAsync();
        await test.Page.GetByText("Upload again").ClickAsync();
        await Expect(test.Track("again.wav")).ToHaveAttributeAsync("data-state", "succeeded");
    }

    [Fact(Timeout = 300_000)]
    public async Task Other_files_in_a_folder_are_skipped()
    {
        using var folder = new TemporaryFolder("music");
        Directory.CreateDirectory(folder.File("disc 2"));
        foreach (var (path, (_, content)) in ((string, (string, byte[]))[])
            [("first.wav", TrackFiles.Song(seed: 11)), ("disc 2/second.wav", TrackFiles.Song(seed: 12)), ("cover.jpg", TrackFiles.Text()), ("notes.txt", TrackFiles.Text())])
            await File.WriteAllBytesAsync(folder.File(path), content, TestContext.Current.CancellationToken);

        await using var test = await fixture.OpenAsync();
        await test.Page.SetInputFilesAsync("#folder", folder.Path);
        await Expect(test.Page.Locator("#notice")).ToHaveTextAsync("2 non-audio files skipped.");
        await Expect(test.Tracks).ToHaveCountAsync(2);
        await Expect(test.Done).ToHaveCountAsync(2);
        Assert.Empty(test.Faults);
    }
}
