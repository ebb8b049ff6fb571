namespace Sluiswachter.Server.Tests;

[Collection(InTheBrowser.Name)]
public sealed class WithoutScriptTests(Chromium chromium)
{
    [Fact]
    public async Task A_question_is_put_and_answered_without_script()
    {
        await using var visit = await chromium.Open("/", new Look(Scripts: false));
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Checkbox, new() { Name = "United States (2)" }).CheckAsync();
        await visit.Page.GetByLabel("Suppliers 1").FillAsync("Polder Cloud B.V.");
        await visit.Page.GetByLabel("Day", new() { Exact = true }).FillAsync("2026-04-28");
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show what stops" }).ClickAsync();
        Assert.Equal("/?country=US&supplier=Polder%20Cloud%20B.V.&at=2026-04-28", new Uri(visit.Page.Url).PathAndQuery);
        Assert.StartsWith(
            "If everything under the control of the United States and Polder Cloud B.V. with all it controls are switched off",
            await visit.Page.Locator("h1").InnerTextAsync(),
            StringComparison.Ordinal);

        var because = visit.Page.Locator(".because summary").First;
        await because.ClickAsync();
        Assert.True(await visit.Page.Locator(".because .chain").First.IsVisibleAsync());
    }

    [Fact]
    public async Task A_second_supplier_finds_room_beside_the_first()
    {
        await using var visit = await chromium.Open("/?supplier=big-us", new Look(Scripts: false));
        await visit.Page.GetByText("Change the question").ClickAsync();
        Assert.Equal("big-us", await visit.Page.GetByLabel("Suppliers 1").InputValueAsync());
        await visit.Page.GetByLabel("Suppliers 2").FillAsync("polder-bv");
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show what stops" }).ClickAsync();
        Assert.Contains("5 of 5 government functions stop", await visit.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "")]
    [InlineData($"/?{Polder.WithoutAmerica}", "")]
    [InlineData("/nothing", "404")]
    [InlineData("/?country=UK", "400")]
    public async Task The_browser_complains_of_nothing_but_the_status_and_asks_nobody_else(string path, string status)
    {
        await using var visit = await chromium.Open(path);
        await visit.OpenAllDetails();
        Assert.All(visit.Complaints, c => Assert.Contains($"status of {status}", status.Length > 0 ? c : "", StringComparison.Ordinal));
        Assert.All(visit.Requests, r => Assert.Equal(chromium.Server.Url.Authority, r.Authority));
        Assert.Contains(visit.Requests, r => r.AbsolutePath.StartsWith("/assets/site-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_that_slipped_in_would_not_run()
    {
        await using var visit = await chromium.Open("/");
        await visit.Page.EvaluateAsync(
            "() => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s); }");
        Assert.False(await visit.Page.EvaluateAsync<bool>("() => window.ran === true"));
        Assert.Contains(visit.Complaints, c => c.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_style_sheet_is_allowed_and_used()
    {
        await using var visit = await chromium.Open("/", new Look(Dark: true));
        var paper = await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        Assert.Equal("rgb(15, 23, 30)", paper);
    }
}
