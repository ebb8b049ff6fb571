using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What breaks in the background is told and tried again: nothing that a server does by itself ends for good, unseen.</summary>
public sealed class AServerThatGoesOn : IAsyncDisposable
{
    private readonly ServedVault vault = new();
    private readonly ConcurrentQueue<string> told = [];

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(IOException))]
    public async Task What_was_read_is_logged_in_the_end_whatever_broke_before(Type failure)
    {
        var size = vault.Log.Size;
        var breaker = new Breaker { Failure = () => (Exception)Activator.CreateInstance(failure, "broken by a test")! };
        breaker.Arm(1, happensFirst: false);
        var log = new AccessLog(
            new BreakingCatalogue(vault.Vault.Catalogue, breaker), RandomNumberGenerator.Fill, TimeProvider.System, says => told.Enqueue(says.English));
        await log.TellAsync(new Access("iemand", "GetObject", "haven", "brief", null, null), "ok", Stop);
        await Eventually.SoAsync(() => vault.Log.Size > size, "the log has the entry", Stop);
        await log.DisposeAsync();
        Assert.Contains("broken by a test", Assert.Single(told), StringComparison.Ordinal);
        Assert.Equal(size + 1, vault.Log.Size);
    }

    /// <summary>The disk is full and somebody stops the server to make room.</summary>
    [Fact]
    public async Task A_log_that_cannot_be_written_keeps_no_server_from_stopping_and_what_it_lacks_is_told()
    {
        var breaker = new Breaker();
        breaker.ArmForGood();
        var log = new AccessLog(
            new BreakingCatalogue(vault.Vault.Catalogue, breaker), RandomNumberGenerator.Fill, TimeProvider.System, says => told.Enqueue(says.English));
        for (var i = 0; i < 1_500; i++)
        {
            await log.TellAsync(new Access("iemand", "GetObject", "haven", $"brief-{i}", null, null), "ok", Stop);
        }

        await log.DisposeAsync();
        Assert.Equal(
            ["the log cannot be written: broken by a test", "the log lacks 1500 entries about reading and refusals"], told);
    }

    [Fact]
    public async Task What_breaks_while_it_stops_keeps_nothing_from_being_let_go()
    {
        using var keys = new BodyKeys();
        var clock = new BrokenClock();
        var serving = Serving(_ => { }) with
        {
            // One that has no clock to wait by breaks after its first round, and that shows when it is waited for.
            Abroad = (catalogue, blobs) => new EmbassyDuty(catalogue, blobs, null!, null!, clock, _ => { }),
        };
        var host = VaultHost.Build(vault.Vault, keys, serving).Value;
        await host.StartAsync(TestContext.Current.CancellationToken);
        await clock.Asked.WaitAsync(Stop);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.DisposeAsync());
        vault.Vault.OpenBlobs(BlobsUse.Alone).Value.Dispose();
    }

    [Fact]
    public void Who_cannot_be_told_keeps_nothing_from_going_on() =>
        Serving(_ => throw new IOException("the disk is full")).TellOperator(new Phrase("the lock is lost", "het slot is verloren"));

    [Fact]
    public async Task Something_is_done_again_after_whatever_broke_it_and_no_more_once_it_is_asked_to_stop()
    {
        using var stopping = new CancellationTokenSource();
        var times = 0;
        await Forever.RunAsync(
            new Phrase("trial", "proef"),
            async stop => await ((++times) switch
            {
                1 => Task.FromException(new InvalidOperationException("one")),
                2 => Task.FromException(new IOException("two")),
                3 => Task.FromException(new OperationCanceledException("three")),
                _ => stopping.CancelAsync(),
            }),
            TimeSpan.Zero,
            TimeProvider.System,
            says => told.Enqueue(says.English),
            stopping.Token);
        Assert.Equal(4, times);
        Assert.Equal(3, told.Count);
        Assert.Contains("trial: two", told);
    }

    [Fact]
    public async Task Whatever_breaks_at_the_control_desk_is_answered_and_told()
    {
        await using var log = new AccessLog(vault.Vault.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, _ => { });
        using var keys = new BodyKeys();
        using var desk = new ControlDesk(
            vault.Vault, keys, log, TimeProvider.System, () => throw new InvalidOperationException("broken by a test"));
        await using var server = ControlServer.Start(vault.Vault.Control, desk, says => told.Enqueue(says.English)).Value;
        using var client = ControlClient.Connect(vault.Vault).Value;
        Assert.Contains("could not do it", client.Status().Problem!.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("broken by a test", Assert.Single(told), StringComparison.Ordinal);
        Assert.True(client.Lock(ServedVault.Body, "ciso").Holds);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static VaultServing Serving(Action<Phrase> tell) => new(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, tell);

    /// <summary>A clock by which nobody can wait.</summary>
    private sealed class BrokenClock : TimeProvider
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Done once somebody has tried.</summary>
        public Task Asked => asked.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            asked.TrySetResult();
            throw new InvalidOperationException("broken by a test");
        }
    }
}
