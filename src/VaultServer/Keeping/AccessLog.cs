using System.Threading.Channels;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Writes who did what to the log that cannot be altered unseen.</summary>
/// <remarks>
/// A change is logged in the very transaction that makes it: neither is ever there without the other. What changes nothing
/// (reading, and what was refused) is logged a moment later, many at once, so that reading does not wait for the disk; a machine
/// that stops loses at most the last <see cref="Moment"/> of these. Source of what a line holds: BIO2, 8.15.
/// </remarks>
internal sealed class AccessLog : IAsyncDisposable
{
    /// <summary>How long reads are gathered before they are logged together.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private const int MostAtOnce = 1_000;
    private const int MostWaiting = 100_000;

    private readonly ICatalogue catalogue;
    private readonly Randomness random;
    private readonly TimeProvider clock;
    private readonly Action<string> tellOperator;
    private readonly Channel<LogEntry> reads = Channel.CreateBounded<LogEntry>(MostWaiting);
    private readonly Lock appending = new();
    private readonly Task writing;
    private MerkleFrontier? edge;
    private LogHash last;

    /// <summary>Goes on with the log of a catalogue.</summary>
    public AccessLog(ICatalogue catalogue, Randomness random, TimeProvider clock, Action<string> tellOperator)
    {
        (this.catalogue, this.random, this.clock, this.tellOperator) = (catalogue, random, clock, tellOperator);
        writing = WriteReadsAsync();
    }

    /// <summary>Logs a change, within it.</summary>
    public void Append(ICatalogueChange change, Access access) => Append(change, EntryOf(access, "ok"));

    /// <summary>Logs what changed nothing; waits while too much is waiting already.</summary>
    public ValueTask TellAsync(Access access, string outcome) => reads.Writer.WriteAsync(EntryOf(access, outcome));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        reads.Writer.TryComplete();
        await writing;
    }

    private LogEntry EntryOf(Access access, string outcome) => new(
        clock.GetUtcNow(), access.User ?? "", access.Address ?? "", $"s3:{access.Operation}",
        access.Version is null ? $"{access.Bucket}/{access.Key}" : $"{access.Bucket}/{access.Key}?versionId={access.Version}", outcome);

    private async Task WriteReadsAsync()
    {
        var batch = new List<LogEntry>();
        while (batch.Count > 0 || await reads.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostAtOnce && reads.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            try
            {
                catalogue.Change(change =>
                {
                    foreach (var entry in batch)
                    {
                        Append(change, entry);
                    }

                    return batch.Count;
                });
                batch.Clear();
            }
            catch (IOException failure)
            {
                tellOperator($"the log cannot be written: {failure.Message}");
                if (reads.Reader.Completion.IsCompleted)
                {
                    // The server stops; what was not written is told to be lost, not silently so.
                    tellOperator($"the log lacks {batch.Count} entries about reading and refusals");
                    return;
                }

                // They are kept and tried again; when that goes on, who reads has to wait.
            }

            await Task.Delay(Moment, clock);
        }
    }

    /// <summary>Logs an act of an officer, within the change that it is or that follows it.</summary>
    public void Append(ICatalogueChange change, LogEntry entry)
    {
        var recorded = RecordedEntry.Of(entry, random);
        lock (appending)
        {
            var number = change.Append(recorded.ToBytes());
            var tree = EdgeOf(change, number);
            last = recorded.Leaf;
            tree.Append(last, (node, hash) => change.PutNode(node.Level, node.Index, hash.ToBytes()));
            edge = tree;
        }
    }

    /// <summary>The edge of the tree: as remembered, unless a change was taken back or another server wrote since.</summary>
    private MerkleFrontier EdgeOf(ICatalogueView view, long size) =>
        edge is { } known && known.Size == size && (size == 0 || HashOf(view, new TreeNode(0, size - 1)) == last)
            ? known
            : MerkleFrontier.Of(size, node => HashOf(view, node));

    /// <summary>A hash of the tree that must be there.</summary>
    internal static LogHash HashOf(ICatalogueView view, TreeNode node) =>
        new((view.Node(node.Level, node.Index) ?? throw new IOException($"the log lacks node {node.Level}/{node.Index}")).Span);
}

/// <summary>What is logged of a request: who did what, with what.</summary>
/// <param name="User">The id of the user; null: anyone.</param>
/// <param name="Operation">What was asked.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key; empty when the bucket was asked.</param>
/// <param name="Version">The version that was asked for or made; null: none.</param>
/// <param name="Address">The address from which it came; erased with the rest when that must be.</param>
internal sealed record Access(string? User, string Operation, string Bucket, string Key, string? Version, string? Address);
