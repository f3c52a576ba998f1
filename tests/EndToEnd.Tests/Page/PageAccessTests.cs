using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>Accessibility: keyboard, small screens, colour schemes and reduced motion.</summary>
[Collection<PageFixture>]
public sealed class PageAccessTests(PageFixture fixture)
{
    [Fact(Timeout = 300_000)]
    public async Task The_page_can_be_used_with_the_keyboard_alone()
    {
        await using var test = await fixture.OpenAsync();
        await test.ChooseAsync(TrackFiles.Song("keys.wav"));
        await Expect(test.Done).ToHaveCountAsync(1);
        await test.Page.EvaluateAsync("document.activeElement.blur()");

        var reached = new List<string>();
        for (var i = 0; i < 30 && !reached.Contains("Details of keys.wav"); i++)
        {
            await test.Page.Keyboard.PressAsync("Tab");
            reached.Add(await test.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label') || document.activeElement.id || document.activeElement.textContent.trim()"));
        }
        Assert.Equal(["files", "folder", "model", "window", "labels", "about-model", "clear", "Details of keys.wav"], reached.Where(r => r is not ("Skip to tracks" or "GenreQueue" or "API" or "Operations")));

        await test.Page.Keyboard.PressAsync("Enter");
        await Expect(test.Track("keys.wav").Locator(".details")).ToBeVisibleAsync();
        await test.Page.Keyboard.PressAsync("Tab");
        await test.Page.Keyboard.PressAsync("Enter");
        await Expect(test.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await test.Page.Keyboard.PressAsync("Escape");
        await Expect(test.Page.GetByText("About gtzan-10")).ToBeFocusedAsync();
    }

    [Theory(Timeout = 300_000)]
    [InlineData("/")]
    [InlineData("/ops")]
    public async Task Pages_fit_the_width_of_a_phone(string path)
    {
        await using var test = await fixture.OpenAsync(
            new() { ViewportSize = new() { Width = 360, Height = 740 }, DeviceScaleFactor = 2, IsMobile = true, HasTouch = true }, path: path);
        if (path == "/")
        {
            await test.ChooseAsync(TrackFiles.Song("a name that is much longer than a phone is wide, and then some more of it.wav", seed: 8), TrackFiles.Text());
            await Expect(test.Done).ToHaveCountAsync(2);
            await test.Tracks.First.Locator(".open").TapAsync();
        }
        else
        {
            await Expect(test.Page.Locator("#tiles li")).ToHaveCountAsync(6);
        }
        Assert.True(await test.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await test.PictureAsync(path == "/" ? "phone" : "phone-ops");
    }

    [Fact(Timeout = 300_000)]
    public async Task The_page_follows_the_preferred_colour_scheme()
    {
        foreach (var (scheme, isDark) in ((ColorScheme, bool)[])[(ColorScheme.Dark, true), (ColorScheme.Light, false)])
        {
            await using var test = await fixture.OpenAsync(new() { ColorScheme = scheme });
            var paper = await test.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
            var brightness = paper["rgb(".Length..^1].Split(',').Select(int.Parse).Sum();
            Assert.Equal(isDark, brightness < 3 * 64);
            await test.PictureAsync($"{scheme.ToString().ToLowerInvariant()}");
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Nothing_is_animated_with_reduced_motion()
    {
        await using var test = await fixture.OpenAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var moving = await test.Page.EvaluateAsync<int>(
            """
            () => {
              const bar = document.createElement("div");
              bar.className = "sending busy";
              bar.append(document.createElement("div"));
              document.body.append(bar);
              return document.getAnimations().length;
            }
            """);
        Assert.Equal(0, moving);
    }
}
