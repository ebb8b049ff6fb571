using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What a server tells while it serves, it tells in the language of its operator; what clients are told is S3, and English.</summary>
public sealed class TheLanguageOfTheOperator : IAsyncDisposable
{
    private readonly ServedVault vault = new() { Language = Language.Dutch };

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task An_altered_bucket_is_told_in_Dutch_with_the_request_and_no_trace()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        vault.Tamper("UPDATE bucket SET places = 'US'");
        using var answer = await vault.SendAsync("GET", "/haven");
        Assert.Contains("<Code>InternalError</Code>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var told = Assert.Single(vault.Told);
        Assert.Contains("GET '/haven': wat 'haven' toestaat is in de catalogus veranderd", told, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_altered_object_is_told_in_Dutch_when_it_is_asked_for_and_when_it_would_expire()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/kade", "geheim");
        await vault.DoAsync("PUT", "/haven?lifecycle=", """
            <LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter>
            <Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>
            """);
        vault.Tamper("UPDATE version SET modified = 0");
        using (await vault.SendAsync("GET", "/haven/kade"))
        {
            Assert.Contains(
                "GET '/haven/kade': wat de catalogus zegt van 'kade' in 'haven'", Assert.Single(vault.Told), StringComparison.Ordinal);
        }

        await vault.StopAsync();
        await vault.ServeAsync();
        await EventuallyToldAsync(2);
        Assert.StartsWith(
            "onderhoud: 1 in haven zijn niet te bekijken, en verlopen niet; de eerste: 'kade': wat de catalogus zegt", vault.Told.ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_altered_part_of_an_upload_is_told_in_Dutch()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        var upload = (await vault.DoAsync("POST", "/haven/brief?uploads=")).Split("<UploadId>")[1].Split("</UploadId>")[0];
        await vault.DoAsync("PUT", $"/haven/brief?partNumber=2&uploadId={upload}", "deel");
        vault.Tamper("UPDATE part SET size = 1");
        using var answer = await vault.SendAsync("GET", $"/haven/brief?uploadId={upload}");
        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains(
            $"GET '/haven/brief': deel 2 van een upload van 'brief' in 'haven' ({upload}) is veranderd",
            Assert.Single(vault.Told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_does_by_itself_is_told_in_Dutch()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven?lifecycle=", """
            <LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter>
            <Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>
            """);
        await vault.StopAsync();
        vault.Tamper("UPDATE bucket SET places = 'US'");
        await vault.ServeAsync();
        await EventuallyToldAsync();
        Assert.StartsWith("onderhoud: wat 'haven' toestaat is in de catalogus veranderd", vault.Told.First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_jumped_is_told_in_Dutch()
    {
        var (clock, told) = (TimeProvider.System, new List<string>());
        Assert.False(new ClockWatch(clock, clock.GetUtcNow() - TimeSpan.FromDays(3), says => told.Add(says.Dutch)).IsTrusted());
        Assert.Contains("3.0 dagen later dan te verwachten was", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void What_broke_is_told_with_all_that_is_known_of_it_and_of_a_defect_where_it_is()
    {
        Assert.Equal("wacht: vol", WhatBroke.Named(new Phrase("wait", "wacht"), WhatBroke.Says(new IOException("vol"))).Dutch);
        var broken = new BrokenSeal(SealFlaw.Cut, 3);
        Assert.Equal(broken.Says, WhatBroke.Says(new BrokenSealException(broken)));
        Assert.Contains(nameof(InvalidOperationException), WhatBroke.Says(new InvalidOperationException("x")).Dutch, StringComparison.Ordinal);
    }

    private Task EventuallyToldAsync(int lines = 1) => Eventually.SoAsync(
        () => vault.Told.Count >= lines, $"the operator is told {lines} lines", TestContext.Current.CancellationToken);
}
