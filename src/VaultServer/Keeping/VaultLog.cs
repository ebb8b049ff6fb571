using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>The log of a vault as officers read it and hand it out, also while the vault is being served.</summary>
/// <remarks>Reading an entry takes O(log n), a checkpoint O(log² n).</remarks>
public sealed class VaultLog(ICatalogue catalogue)
{
    /// <summary>How many entries there are.</summary>
    public long Size => catalogue.LogSize;

    /// <summary>The checkpoint of now, signed: to be kept by someone who has nothing to do with the vault.</summary>
    /// <exception cref="IOException">The tree in the catalogue is not whole.</exception>
    public string Checkpoint(LogSigner signer, DateTimeOffset now) =>
        Vault.Checkpoint.Sign(MerkleFrontier.Of(Size, node => AccessLog.HashOf(catalogue, node)), now, signer);

    /// <summary>Entries from a number on, from 0; null where one is lost or unreadable.</summary>
    public IEnumerable<RecordedEntry?> From(long number)
    {
        for (var size = Size; number < size; number++)
        {
            yield return catalogue.Entry(number) is { } bytes ? RecordedEntry.Read(bytes.Span) : null;
        }
    }

    /// <summary>Writes all entries, each a line of base64, as they are kept: with their words, or what is left of erased ones.</summary>
    /// <returns>How many.</returns>
    public long Export(TextWriter into)
    {
        var size = Size;
        for (var number = 0L; number < size; number++)
        {
            into.Write(catalogue.Entry(number) is { } bytes ? Convert.ToBase64String(bytes.Span) : "");
            into.Write('\n');
        }

        return size;
    }

    /// <summary>Erases the words of an entry: who, from where, what, on what; that there was one, and when, stays proven.</summary>
    /// <returns>What is left of it.</returns>
    public Result<RecordedEntry> Erase(long number) => catalogue.Change<Result<RecordedEntry>>(change =>
    {
        if (change.Entry(number) is not { } bytes || RecordedEntry.Read(bytes.Span) is not { } entry)
        {
            return new EntryUnreadable(number);
        }

        var left = entry.Erased();
        change.ReplaceEntry(number, left.ToBytes());
        return left;
    });

    /// <summary>Checks as an outsider, by an export, that nothing was altered or lost between two checkpoints.</summary>
    /// <param name="key">The public key of the log.</param>
    /// <param name="oldNote">A checkpoint that was kept.</param>
    /// <param name="newNote">A later one.</param>
    /// <param name="lines">The lines of an export that was made after it; what came after the checkpoint is not looked at.</param>
    public static Result<LogGrowth> Verify(LogKey key, string oldNote, string newNote, IEnumerable<string> lines) =>
        Vault.Checkpoint.Read(newNote, key).Then<LogGrowth>(checkpoint =>
        {
            EntryUnreadable? unreadable = null;
            var growth = new LogVerifier(key).VerifyEntries(oldNote, newNote, Entries());
            return unreadable is null ? growth : unreadable;

            IEnumerable<RecordedEntry> Entries()
            {
                var number = 0L;
                foreach (var line in lines)
                {
                    if (number == checkpoint.Size)
                    {
                        yield break;
                    }

                    if (Read(line) is not { } entry)
                    {
                        unreadable = new EntryUnreadable(number);
                        yield break;
                    }

                    yield return entry;
                    number++;
                }
            }
        });

    private static RecordedEntry? Read(string line)
    {
        var bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line, bytes, out var length) ? RecordedEntry.Read(bytes.AsSpan(0, length)) : null;
    }
}

/// <summary>An entry that is not there, or that is no entry: lost, or altered beyond reading.</summary>
/// <param name="Number">Which, from 0.</param>
public sealed record EntryUnreadable(long Number) : Problem(new Phrase(
    $"entry {Number} of the log is lost, or altered beyond reading",
    $"regel {Number} van het logboek is verdwenen, of onleesbaar gemaakt"));
