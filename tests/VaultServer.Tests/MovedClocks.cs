using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>The clock of the machine is set: what is promised does not hang on it, and nothing is removed because it is wrong.</summary>
public sealed class MovedClocks : IDisposable
{
    private static readonly byte[] Versioned =
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"u8.ToArray();

    private readonly AFolder folder = new();
    private readonly SetClock clock = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Versions_stand_in_the_order_in_which_they_were_acknowledged_whatever_the_clock_says()
    {
        await using var server = await folder.ServeAsync(clock);
        await server.Customer.DoAsync("PUT", "/haven");
        await server.Customer.DoAsync("PUT", "/haven?versioning=", Versioned);
        var ids = new List<string>();
        foreach (var days in new[] { 0, -400, 30, -1, 0 })
        {
            clock.Set = TimeSpan.FromDays(days);
            ids.Insert(0, (await server.Customer.DoAsync("PUT", "/haven/a", [(byte)ids.Count])).Header("x-amz-version-id")!);
        }

        var list = XDocument.Parse((await server.Customer.DoAsync("GET", "/haven?versions=")).Text);
        Assert.Equal(ids, list.Descendants().Where(e => e.Name.LocalName == "VersionId").Select(e => e.Value));
        Assert.Equal([4], (await server.Customer.DoAsync("GET", "/haven/a")).Body);
    }

    /// <summary>A clock that is set forward does end a retention: who may set the clock of the machine is its operator.</summary>
    [Fact]
    public async Task A_retention_is_not_lifted_by_a_clock_that_is_set_back_and_a_legal_hold_by_no_clock()
    {
        await using var server = await folder.ServeAsync(clock);
        await server.Customer.DoAsync("PUT", "/haven", null, ("x-amz-bucket-object-lock-enabled", "true"));
        var until = clock.GetUtcNow().AddDays(2).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var retained = (await server.Customer.DoAsync("PUT", "/haven/akte", [1], ("x-amz-object-lock-mode", "COMPLIANCE"),
            ("x-amz-object-lock-retain-until-date", until))).Header("x-amz-version-id");
        var held = (await server.Customer.DoAsync("PUT", "/haven/stuk", [1], ("x-amz-object-lock-legal-hold", "ON"))).Header("x-amz-version-id");
        foreach (var (days, akte, stuk) in new[] { (0, 403, 403), (-400, 403, 403), (1, 403, 403), (3, 204, 403) })
        {
            clock.Set = TimeSpan.FromDays(days);
            Assert.Equal(akte, (await server.Customer.AskAsync("DELETE", $"/haven/akte?versionId={retained}")).Status);
            Assert.Equal(stuk, (await server.Customer.AskAsync("DELETE", $"/haven/stuk?versionId={held}")).Status);
        }
    }

    [Theory]
    [InlineData(14, 200)]
    [InlineData(-14, 200)]
    [InlineData(16, 403)]
    [InlineData(-16, 403)]
    public async Task A_signature_may_be_a_quarter_of_an_hour_off(int minutes, int status)
    {
        await using var server = await folder.ServeAsync(new SetClock());
        clock.Set = TimeSpan.FromMinutes(minutes);
        using var customer = new S3Customer(server.Host.Addresses.Single(), folder.Credential, clock);
        var said = await customer.AskAsync("PUT", "/haven");
        Assert.Equal(status, said.Status);
        Assert.Equal(status == 403, said.Text.Contains("<Code>RequestTimeTooSkewed</Code>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void A_clock_that_jumps_is_not_trusted_until_it_has_run_evenly_for_a_day_and_that_is_told_once(int days)
    {
        var told = new List<string>();
        var watch = new ClockWatch(clock, clock.GetUtcNow() - TimeSpan.FromHours(20), says => told.Add(says.English));
        Assert.True(watch.IsTrusted());
        clock.Passed = TimeSpan.FromDays(40);
        Assert.True(watch.IsTrusted());
        clock.Set = TimeSpan.FromDays(days);
        Assert.False(watch.IsTrusted());
        clock.Passed += TimeSpan.FromHours(23);
        Assert.False(watch.IsTrusted());
        Assert.Contains(days > 0 ? "3.0 days later" : "3.0 days earlier", Assert.Single(told), StringComparison.Ordinal);
        clock.Passed += TimeSpan.FromHours(1);
        Assert.True(watch.IsTrusted());
        clock.Set += TimeSpan.FromHours(20);
        Assert.True(watch.IsTrusted());
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public void A_clock_that_is_days_from_the_last_entry_of_the_log_is_not_trusted_from_the_start(int days)
    {
        var told = new List<string>();
        Assert.False(new ClockWatch(clock, clock.GetUtcNow() + TimeSpan.FromDays(days), says => told.Add(says.English)).IsTrusted());
        Assert.Single(told);
    }

    /// <summary>Unlocking is in the log, by the very clock that is to be judged.</summary>
    [Fact]
    public async Task A_clock_that_was_wrong_before_anyone_unlocked_lets_nothing_expire()
    {
        await using (var server = await folder.ServeAsync(clock))
        {
            await server.Customer.DoAsync("PUT", "/haven");
            await server.Customer.DoAsync("PUT", "/haven/dagboek", [1]);
            await server.Customer.DoAsync("PUT", "/haven?lifecycle=", """
                <LifecycleConfiguration><Rule><ID>dag</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter>
                <Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>
                """u8.ToArray());
        }

        clock.Set = TimeSpan.FromDays(365);
        using var vault = VaultFolder.Open(folder.Path).Value;
        using var keys = new BodyKeys();
        keys.Unlock((await KeyCare.UnlockAsync(vault, ServedVault.Body, ServedVault.Passphrase, clock)).Value);
        var told = new ConcurrentQueue<string>();
        var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), clock, says => told.Enqueue(says.English));
        await using var host = VaultHost.Build(vault, keys, serving).Value;
        await host.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.SoAsync(() => !told.IsEmpty || Objects() == 0, "the server tells that nothing expires", TestContext.Current.CancellationToken);
        Assert.Equal(1, Objects());
        Assert.Contains("nothing expires", Assert.Single(told), StringComparison.Ordinal);

        int Objects() => vault.Catalogue.Objects(BucketName.Of("haven").Value, "", "", 10).Count;
    }

    /// <summary>What a server did by a wrong clock must not be what the next one believes that clock for.</summary>
    [Theory]
    [InlineData(1, 365, 0, "365.0 days later")]
    [InlineData(40, 365, 0, "365.0 days later")]
    [InlineData(40, 365, 2, "")]
    [InlineData(40, 0, 0, "")]
    [InlineData(40, -365, 0, "365.0 days earlier")]
    public async Task A_restart_does_not_believe_a_clock_for_what_was_logged_by_it(int requests, int days, int halfDays, string expected)
    {
        await ServeAsync();
        clock.Set = TimeSpan.FromDays(days);
        await ServeAsync();
        for (var i = 0; i < halfDays; i++)
        {
            clock.Passed += TimeSpan.FromHours(13);
            await ServeAsync();
        }

        await ServeAsync();
        var told = new List<string>();
        var known = folder.Look(vault => new VaultLog(vault.Catalogue).LastBeforeAJump(ClockWatch.Tolerated));
        Assert.Equal(expected.Length == 0, new ClockWatch(clock, known, says => told.Add(says.English)).IsTrusted());
        Assert.Equal(expected.Length == 0 ? 0 : 1, told.Count);
        Assert.All(told, line => Assert.Contains(expected, line, StringComparison.Ordinal));

        async Task ServeAsync()
        {
            await using var server = await folder.ServeAsync(clock);
            for (var i = 0; i < requests; i++)
            {
                clock.Passed += TimeSpan.FromSeconds(1);
                await server.Customer.DoAsync("GET", "/");
            }
        }
    }

    /// <summary>A clock that is set by hand; time passes when it is told to.</summary>
    private sealed class SetClock : TimeProvider
    {
        private static readonly DateTimeOffset Start = System.GetUtcNow();

        public TimeSpan Set { get; set; }

        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;

        public override DateTimeOffset GetUtcNow() => Start + Set + Passed;
    }
}
