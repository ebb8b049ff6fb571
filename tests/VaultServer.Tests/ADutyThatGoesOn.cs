using System.Net;
using System.Net.Sockets;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What keeps copies up to date goes on, whatever breaks, and whether or not anybody can be told.</summary>
public sealed class ADutyThatGoesOn : IAsyncDisposable
{
    private readonly AnEmbassy embassy = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => embassy.DisposeAsync();

    [Fact]
    public async Task After_a_failure_that_nobody_thought_of_and_a_terminal_that_is_full()
    {
        await embassy.Home.ServeAsync();
        await embassy.Home.DoAsync("PUT", "/haven");
        await embassy.Home.DoAsync("PUT", "/haven/a", new string('a', 30_000));
        using var blobs = embassy.Home.Vault.OpenBlobs(BlobsUse.Shared).Value;
        using var odd = new OddBlobs(blobs);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var duty = new EmbassyDuty(
            embassy.Home.Vault.Catalogue, odd, embassy.Keys, embassy.Places, embassy.Clock, _ => throw new IOException("no space left"));
        var running = duty.RunAsync(ending.Token);
        await UntilAsync(running, () => embassy.Be.FailingSince is not null, "the copy is told to fail");
        Assert.Contains("InvalidOperationException: odd", embassy.Be.LastError, StringComparison.Ordinal);
        odd.IsOdd = false;
        await UntilAsync(running, () => embassy.Be.FailingSince is null && !embassy.Known.LagOf(embassy.Be).IsEmpty, "the copy is brought up to date again");
        await ending.CancelAsync();
        await running;
    }

    /// <summary>A line that was cut, or a service that takes requests and never answers.</summary>
    [Fact]
    public async Task With_one_copy_while_another_never_answers()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        embassy.Places = new CopyPlaces(("AK", "secret"), embassy.Clock);
        await embassy.Home.ServeAsync();
        await embassy.Home.DoAsync("PUT", "/haven");
        Assert.True(embassy.Known.Add(new Embassy(
            "aa", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/stil", "us-east-1", Country.Of("BE").Value)).Holds);
        using var blobs = embassy.Home.Vault.OpenBlobs(BlobsUse.Shared).Value;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = embassy.Duty(blobs).RunAsync(ending.Token);
        await UntilAsync(running, () => !embassy.Known.LagOf(embassy.Be).IsBehind, "the other copy is up to date");
        await UntilAsync(running, () => embassy.Known.Find("aa").Value.FailingSince is not null, "the silent copy is known to fail");
        await ending.CancelAsync();
        await running;
        Assert.StartsWith("embassy aa", Assert.Single(embassy.Told), StringComparison.Ordinal);
    }

    /// <summary>The copy is as it should be then: who looks for the fault there looks in vain.</summary>
    [Fact]
    public async Task Tells_in_the_words_of_the_vault_when_that_fails_and_not_the_copy()
    {
        await embassy.Home.ServeAsync();
        await embassy.Home.DoAsync("PUT", "/haven");
        await embassy.Home.DoAsync("PUT", "/haven/a", new string('a', 30_000));
        using var blobs = embassy.Home.Vault.OpenBlobs(BlobsUse.Shared).Value;
        using var odd = new OddBlobs(blobs) { Failure = () => new CatalogueFailure(new Phrase("lost", "verloren")) };
        var told = new List<string>();
        var duty = new EmbassyDuty(
            embassy.Home.Vault.Catalogue, odd, embassy.Keys, embassy.Places, embassy.Clock, says => told.Add(says.Dutch));
        Assert.Equal(new Phrase("lost", "verloren"), (await duty.SyncAsync(embassy.Be, Stop))!.Says);
        Assert.Equal("ambassade be: verloren; dat wordt vanzelf weer geprobeerd, en de kluis blijft open", Assert.Single(told));
        Assert.Equal("lost", embassy.Be.LastError);

        odd.Failure = () => new BrokenSealException(new BrokenSeal(SealFlaw.Cut, 3));
        var problem = (await duty.SyncAsync(embassy.Be, Stop))!;
        Assert.Contains(new BrokenSeal(SealFlaw.Cut, 3).Says.Dutch, problem.Says.Dutch, StringComparison.Ordinal);
    }

    /// <summary>Lets time pass until something is so.</summary>
    private Task UntilAsync(Task running, Func<bool> isSo, string what) => Eventually.SoAsync(
        () =>
        {
            Assert.False(running.IsCompleted, running.Exception?.ToString());
            embassy.Clock.Pass(TimeSpan.FromSeconds(5));
            return isSo();
        },
        what,
        Stop);

    /// <summary>Sealed streams of which reading fails as nothing should.</summary>
    private sealed class OddBlobs(IBlobStore inner) : IBlobStore
    {
        public bool IsOdd { get; set; } = true;

        public Func<Exception> Failure { get; set; } = () => new InvalidOperationException("odd");

        public Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop) => inner.WriteAsync(id, sealedBytes, stop);

        public Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop) =>
            IsOdd ? throw Failure() : inner.ReadAsync(id, offset, length, stop);

        public Task RemoveAsync(BlobId id, CancellationToken stop) => inner.RemoveAsync(id, stop);

        public IAsyncEnumerable<KeptBlob> ListAsync(CancellationToken stop) => inner.ListAsync(stop);

        public void Dispose()
        {
            // The store within belongs to who opened it.
        }
    }
}
