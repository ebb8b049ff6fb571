using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Sluiswachter.Server.Tests;

[Collection(InTheBrowser.Name)]
public sealed class AccessibilityTests(Chromium chromium)
{
    public static TheoryData<string, string, int, bool> Looks
    {
        get
        {
            var looks = new TheoryData<string, string, int, bool>();
            foreach (var path in new[] { "/", $"/?{Polder.WithoutAmerica}", "/?country=UK&supplier=big&at=x&horizonHours=y&asKnownOn=z", "/nothing", "/problems/unknown-id" })
            {
                looks.Add(path, "en-GB", 1280, false);
                looks.Add(path, "nl-NL", 320, true);
            }

            looks.Add($"/?{Polder.WithoutAmerica}", "nl-NL", 1280, true);
            looks.Add($"/?{Polder.WithoutAmerica}", "en-GB", 320, false);
            return looks;
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Axe_finds_nothing(string path, string locale, int width, bool dark)
    {
        await using var visit = await chromium.Open(path, new Look(locale, width, dark));
        await visit.OpenAllDetails();
        Assert.Empty(await Violations(visit));
    }

    [Fact]
    public async Task Axe_finds_nothing_in_an_empty_register_either()
    {
        await using var empty = await RunningServer.Over("");
        await using var visit = await chromium.Open("/?country=US", server: empty);
        Assert.Empty(await Violations(visit));
    }

    [Fact]
    public async Task Axe_would_have_found_something()
    {
        await using var visit = await chromium.Open("/");
        await visit.Page.EvaluateAsync("() => document.querySelector('label[for=field-at]').remove()");
        Assert.Contains(await Violations(visit), v => v.StartsWith("label", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData($"/?{Polder.WithoutAmerica}")]
    [InlineData("/?country=UK&at=x")]
    [InlineData("/nothing")]
    public async Task On_a_small_phone_and_at_400_per_cent_nothing_runs_off_the_page(string path)
    {
        await using var visit = await chromium.Open(path, new Look("nl-NL", Width: 320));
        await visit.OpenAllDetails();
        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_table_under_the_picture_tells_every_number_and_moment_of_it()
    {
        await using var visit = await chromium.Open($"/?{Polder.WithoutAmerica}");
        var rows = await visit.Page.Locator("#when tbody tr").AllInnerTextsAsync();
        Assert.Equal(["at once 2 200,000 2 2", "after 12 hours 3 10,000,000 3 2"], rows.Select(r => r.Replace('\t', ' ').Trim()));
        Assert.Equal(["2", "3"], await visit.Page.Locator("#when figure:nth-of-type(1) .amount").AllTextContentsAsync());
        Assert.Equal(["10 million"], await visit.Page.Locator("#when figure:nth-of-type(2) .amount").AllTextContentsAsync());
        var picture = visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Img, new() { Name = "Government functions stopped" });
        Assert.Equal(1, await picture.CountAsync());
    }

    [Fact]
    public async Task Numbers_in_the_picture_stay_within_it_on_a_small_phone()
    {
        await using var visit = await chromium.Open($"/?{Polder.WithoutAmerica}", new Look("nl-NL", Width: 320));
        var outside = await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('#when text')]
                .filter(t => t.getBoundingClientRect().left < 0 || t.getBoundingClientRect().right > innerWidth)
                .map(t => t.textContent)
            """);
        Assert.Empty(outside);
    }

    [Fact]
    public async Task Everything_can_be_reached_and_used_by_keyboard_and_shows_where_one_is()
    {
        await using var visit = await chromium.Open("/");
        var reached = new List<string>();
        for (var i = 0; i < 40 && reached.LastOrDefault() != "button"; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var (name, outline) = await Focused(visit);
            reached.Add(name);
            Assert.True(outline >= 2, $"no outline at {name}");
        }

        Assert.Equal(
            ["a.skip", "a.brand", "a", "a.button", "country=NL", "country=US", "country=IE", "supplier=", "service=", "at=2026-11-21", "summary", "button"],
            reached.Distinct(StringComparer.Ordinal));
        for (var i = 0; i < 20 && (await Focused(visit)).Name != "country=US"; i++)
        {
            await visit.Page.Keyboard.PressAsync("Shift+Tab");
        }

        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator(".headline").WaitForAsync();
        Assert.Equal("/?country=US&at=2026-11-21", new Uri(visit.Page.Url).PathAndQuery);
    }

    [Fact]
    public async Task The_first_key_skips_to_the_content()
    {
        await using var visit = await chromium.Open("/");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await visit.Page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    private static async Task<(string Name, double Outline)> Focused(Visit visit)
    {
        var found = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
                const e = document.activeElement, name = e.name ? `${e.name}=${e.value}` : e.tagName.toLowerCase() + (e.className ? '.' + e.className : '');
                const style = getComputedStyle(e);
                return [e === document.body ? '' : name, style.outlineStyle === 'none' ? '0' : style.outlineWidth];
            }
            """);
        return (found[0], double.Parse(found[1].Replace("px", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<string[]> Violations(Visit visit)
    {
        var result = await visit.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return [.. result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html}"))];
    }
}
