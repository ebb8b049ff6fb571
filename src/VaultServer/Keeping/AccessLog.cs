using System.Threading.Channels;
using Sluiswachter.Model;
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
    private const int MostTriesAtTheEnd = 10;

    private readonly ICatalogue catalogue;
    private readonly LogTree tree;
    private readonly TimeProvider clock;
    private readonly Action<Phrase> tellOperator;
    private readonly Channel<LogEntry> reads = Channel.CreateBounded<LogEntry>(MostWaiting);
    private readonly Task writing;
    private volatile bool isEnding;

    /// <summary>Goes on with the log of a catalogue.</summary>
    public AccessLog(ICatalogue catalogue, Randomness random, TimeProvider clock, Action<Phrase> tellOperator)
    {
        (this.catalogue, tree, this.clock, this.tellOperator) = (catalogue, new LogTree(random), clock, tellOperator);
        writing = WriteReadsAsync();
    }

    /// <summary>Logs a change, within it.</summary>
    public void Append(ICatalogueChange change, Access access) => Append(change, EntryOf(access, "ok"));

    /// <summary>Logs something else, within the change that it is or that follows it.</summary>
    public void Append(ICatalogueChange change, LogEntry entry) => tree.Append(change, entry);

    /// <summary>Logs what changed nothing; waits while too much is waiting already.</summary>
    /// <param name="access">What it is.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="stop">Asks to wait no more: who asked has gone.</param>
    public ValueTask TellAsync(Access access, string outcome, CancellationToken stop) =>
        EntryOf(access, outcome) is var entry && reads.Writer.TryWrite(entry)
            ? ValueTask.CompletedTask
            : reads.Writer.WriteAsync(entry, stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        reads.Writer.TryComplete();
        isEnding = true;
        await writing;
    }

    private LogEntry EntryOf(Access access, string outcome)
    {
        var onWhat = $"{Begin(access.Bucket)}/{Begin(access.Key)}";
        return new LogEntry(
            clock.GetUtcNow(), access.User ?? "", access.Address ?? "", $"s3:{Begin(access.Operation)}",
            access.Version is null ? onWhat : $"{onWhat}?versionId={Begin(access.Version)}", outcome);
    }

    /// <summary>What was asked, no longer than a key can be: who asks for more asks for nothing that there is.</summary>
    private static string Begin(string asked)
    {
        if (asked.Length <= ObjectKey.MostBytes)
        {
            return asked;
        }

        // No half of a sign that takes two.
        var end = char.IsHighSurrogate(asked[ObjectKey.MostBytes - 1]) ? ObjectKey.MostBytes - 1 : ObjectKey.MostBytes;
        return $"{asked[..end]}…";
    }

    private async Task WriteReadsAsync()
    {
        var batch = new List<LogEntry>();
        var (fails, triesAtTheEnd) = (false, 0);
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
                fails = false;
            }
#pragma warning disable CA1031 // Whatever breaks, what was read is to be logged; nobody waits for this who could be told otherwise.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                if (!fails)
                {
                    var why = WhatBroke.Says(failure);
                    tellOperator(new Phrase($"the log cannot be written: {why.English}", $"het logboek is niet te schrijven: {why.Dutch}"));
                }

                fails = true;
                if (isEnding && ++triesAtTheEnd == MostTriesAtTheEnd)
                {
                    // The server stops; what was not written is told to be lost, not silently so.
                    var lost = batch.Count + reads.Reader.Count;
                    tellOperator(new Phrase(
                        $"the log lacks {lost} entries about reading and refusals",
                        $"in het logboek ontbreken {lost} regels over lezen en weigeringen"));
                    return;
                }

                // They are kept and tried again; when that goes on, who reads has to wait.
            }

            if (fails || reads.Reader.Count == 0)
            {
                await Task.Delay(Moment, clock);
            }
        }
    }
}

/// <summary>What is logged of a request: who did what, with what.</summary>
/// <param name="User">The id of the user; null: anyone.</param>
/// <param name="Operation">What was asked.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key; empty when the bucket was asked.</param>
/// <param name="Version">The version that was asked for or made; null: none.</param>
/// <param name="Address">The address from which it came; erased with the rest when that must be.</param>
internal sealed record Access(string? User, string Operation, string Bucket, string Key, string? Version, string? Address);
