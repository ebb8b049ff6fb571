using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What a log says it is at a moment: how many entries, and the root of the tree over them.</summary>
/// <param name="Origin">Which log: the name of its key.</param>
/// <param name="Size">How many entries, from 0.</param>
/// <param name="Root">The hash of the tree.</param>
/// <param name="Time">When the log said so, UTC, to the second.</param>
/// <remarks>Signed in the form of C2SP's tlog-checkpoint, with the moment as its one extension line.</remarks>
public sealed record Checkpoint(string Origin, long Size, LogHash Root, DateTimeOffset Time)
{
    private const string TimeLabel = "time ";

    /// <summary>The lines that are signed.</summary>
    public string Text => $"{Origin}\n{Size}\n{Root}\n{TimeLabel}{Moments.Text(Time)}\n";

    /// <summary>The checkpoint of a tree, signed.</summary>
    public static string Sign(MerkleFrontier tree, DateTimeOffset time, LogSigner signer) =>
        SignedNote.Sign(new Checkpoint(signer.PublicKey.Name, tree.Size, tree.Root, time).Text, signer);

    /// <summary>Reads a checkpoint that is signed by the key of its log.</summary>
    public static Result<Checkpoint> Read(string note, LogKey key) => SignedNote.Open(note, key).Then(text => Parse(text, key));

    private static Result<Checkpoint> Parse(string text, LogKey key)
    {
        if (text.Split('\n') is not [var origin, var size, var root, var time, ""] ||
            !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves) ||
            LogHash.Read(root) is not { } hash || !time.StartsWith(TimeLabel, StringComparison.Ordinal) ||
            Moments.Read(time[TimeLabel.Length..]) is not { } moment)
        {
            return new NoCheckpoint();
        }

        return origin == key.Name ? new Checkpoint(origin, leaves, hash, moment) : new CheckpointOfAnotherLog(origin, key.Name);
    }
}

/// <summary>A note that is signed, and no checkpoint.</summary>
public sealed record NoCheckpoint() : Problem(new Phrase(
    "this note is signed, but it is no checkpoint: expected the log's name, its size, its root and a line 'time …'",
    "deze notitie is ondertekend, maar is geen ijkpunt: verwacht de naam van het logboek, zijn omvang, zijn wortel en een regel 'time …'"));

/// <summary>A checkpoint of another log than the one that is asked about.</summary>
public sealed record CheckpointOfAnotherLog(string Origin, string Expected) : Problem(new Phrase(
    $"this is a checkpoint of the log {Quote(Origin)}; expected {Quote(Expected)}",
    $"dit is een ijkpunt van het logboek {Quote(Origin)}; verwacht {Quote(Expected)}"));
