using System.Security.Cryptography;
using Sluiswachter.Model;

namespace Sluiswachter.Vault.Tests;

/// <summary>An officer with the public key of a log and an old checkpoint looks whether anything was altered or lost.</summary>
public sealed class WhatAnOutsiderCanCheck : IDisposable
{
    private const string PublicKey =
        "vault.example.nl/log+7d8bf6dd+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAy4CaKJV+x" +
        "m4Q/NlivXUUkGulOIWALm1VX8QCCiFWlxebOx3fWHHntyfQU083kuFpz07Ie1BUJMkgCX5LqLPYU=";

    private readonly LogSigner signer = Keys.Signer();
    private readonly RecordedEntry[] entries = [.. Enumerable.Range(0, 20).Select(Entry)];

    private LogVerifier Verifier => new(LogKey.Read(signer.PublicKey.Text).Value);

    [Fact]
    public void A_log_that_only_grew_is_seen_to_have_only_grown()
    {
        for (var old = 0; old <= 20; old++)
        {
            var (before, now) = (Note(entries[..old]), Note(entries));
            Assert.Equal(old, Verifier.VerifyGrowth(before, now, Growth(old, entries)).Value.Old.Size);
            Assert.Equal(20, Verifier.VerifyEntries(before, now, entries).Value.New.Size);
        }
    }

    [Fact]
    public void It_is_said_in_two_languages()
    {
        var growth = Verifier.VerifyGrowth(Note(entries[..5]), Note(entries), Growth(5, entries)).Value;
        Assert.StartsWith("nothing was altered or lost: the 5 entries of 2026-11-22T12:00:00Z", growth.Says.English);
        Assert.StartsWith("er is niets gewijzigd of verdwenen: de 5 regels", growth.Says.Dutch);
    }

    [Fact]
    public void Words_that_were_erased_do_not_stand_in_the_way()
    {
        RecordedEntry[] erased = [.. entries.Select((e, i) => i % 3 == 0 ? e.Erased() : e)];
        Assert.True(Verifier.VerifyEntries(Note(entries[..7]), Note(entries), erased).Holds);
    }

    [Fact]
    public void Each_entry_is_shown_to_be_at_its_place()
    {
        var nodes = Nodes(entries);
        for (var i = 0; i < 20; i++)
        {
            var proof = MerkleProof.Inclusion(i, 20, nodes);
            Assert.True(Verifier.VerifyEntry(Note(entries), entries[i], i, proof).Holds);
            Assert.True(Verifier.VerifyEntry(Note(entries), entries[i].Erased(), i, proof).Holds);
            Assert.IsType<EntryNotInLog>(Verifier.VerifyEntry(Note(entries), Entry(99), i, proof).Problem);
            Assert.IsType<EntryAltered>(Verifier.VerifyEntry(Note(entries), entries[i] with { Salt = new byte[32] }, i, proof).Problem);
        }
    }

    [Fact]
    public void A_proof_is_read_as_it_was_handed_out()
    {
        var growth = LogProof.Read(new LogProof(Growth(7, entries)).Text).Value;
        Assert.Null(growth.About);
        Assert.True(Verifier.VerifyGrowth(Note(entries[..7]), Note(entries), growth.Hashes).Holds);
        var written = new LogProof(MerkleProof.Inclusion(12, 20, Nodes(entries))) { About = (12, entries[12]) };
        var read = LogProof.Read(written.Text.ReplaceLineEndings("\r\n")).Value;
        Assert.True(Verifier.VerifyEntry(Note(entries), read.About!.Value.Entry, read.About.Value.Number, read.Hashes).Holds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sluiswachter log growth 2\n")]
    [InlineData("sluiswachter log growth 1\nno hash\n")]
    [InlineData("sluiswachter log entry 1\n-1\nAAAA\n")]
    [InlineData("sluiswachter log entry 1\n1\nno entry\n")]
    [InlineData("sluiswachter log entry 1")]
    public void What_is_no_proof_is_told_as_such(string text) => Assert.IsType<NoLogProof>(LogProof.Read(text).Problem);

    [Fact]
    public void Lost_entries_are_noticed() =>
        Assert.Equal(new LogShrank(20, 19), Verifier.VerifyGrowth(Note(entries), Note(entries[..19]), []).Problem);

    [Fact]
    public void An_altered_log_of_the_same_length_is_noticed() =>
        Assert.Equal(new LogRewritten(20), Verifier.VerifyGrowth(Note(entries), Note([.. entries[..19], Entry(99)]), []).Problem);

    [Fact]
    public void Each_altered_entry_of_the_past_is_noticed_whatever_is_handed_out()
    {
        for (var at = 0; at < 13; at++)
        {
            RecordedEntry[] forged = [.. entries[..at], Entry(99), .. entries[(at + 1)..]];
            var (before, now) = (Note(entries[..13]), Note(forged));
            Assert.IsType<LogNotContinued>(Verifier.VerifyGrowth(before, now, Growth(13, forged)).Problem);
            Assert.IsType<LogNotContinued>(Verifier.VerifyGrowth(before, now, Growth(13, entries)).Problem);
            Assert.IsType<EntriesNotThoseOf>(Verifier.VerifyEntries(before, now, forged).Problem);
            Assert.IsType<EntriesNotThoseOf>(Verifier.VerifyEntries(before, now, entries).Problem);
        }
    }

    [Fact]
    public void Entries_that_were_left_out_added_or_swapped_are_noticed()
    {
        var (before, now) = (Note(entries[..13]), Note(entries));
        Assert.Equal(new EntriesDiffer(19, 20), Verifier.VerifyEntries(before, now, entries[..19]).Problem);
        Assert.Equal(new EntriesDiffer(21, 20), Verifier.VerifyEntries(before, now, [.. entries, Entry(99)]).Problem);
        (entries[3], entries[4]) = (entries[4], entries[3]);
        Assert.IsType<EntriesNotThoseOf>(Verifier.VerifyEntries(before, now, entries).Problem);
    }

    [Fact]
    public void Altered_words_are_noticed_though_the_tree_is_whole()
    {
        var now = Note(entries);
        entries[3] = entries[3] with { Payload = entries[4].Payload };
        Assert.IsType<EntryAltered>(Verifier.VerifyEntries(Note(entries[..13]), now, entries).Problem);
    }

    [Fact]
    public void An_altered_checkpoint_is_noticed()
    {
        var (before, now) = (Note(entries[..13]), Note(entries));
        foreach (var altered in new[] { now.Replace("\n20\n", "\n21\n"), now.Replace("12:00:00", "13:00:00"), now.Replace("log\n20", "log2\n20") })
        {
            Assert.NotEqual(now, altered);
            Assert.IsType<SignatureDoesNotFit>(Verifier.VerifyGrowth(before, altered, Growth(13, entries)).Problem);
            Assert.IsType<SignatureDoesNotFit>(Verifier.VerifyGrowth(altered, now, Growth(13, entries)).Problem);
        }
    }

    [Fact]
    public void A_checkpoint_signed_by_another_key_or_of_another_log_is_noticed()
    {
        using var otherKey = LogSigner.Of(signer.PublicKey.Name, ECDsa.Create(ECCurve.NamedCurves.nistP256)).Value;
        Assert.IsType<NotSignedBy>(Verifier.VerifyGrowth(Note(entries), Note(entries, otherKey), []).Problem);
        var text = new Checkpoint("other.example.nl/log", 0, LogHash.OfNothing, Keys.Noon).Text;
        Assert.IsType<CheckpointOfAnotherLog>(Checkpoint.Read(SignedNote.Sign(text, signer), signer.PublicKey).Problem);
        Assert.IsType<NoCheckpoint>(Checkpoint.Read(SignedNote.Sign(text + "more\n", signer), signer.PublicKey).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("a\n\n")]
    [InlineData("a\nb\n")]
    [InlineData("a\n\n— vault.example.nl/log ????\n")]
    [InlineData("a\r\n\r\n— vault.example.nl/log AAAA\r\n")]
    public void What_is_no_signed_note_is_refused(string text) =>
        Assert.True(SignedNote.Open(text, signer.PublicKey).Problem is NoSignedNote or NotSignedBy);

    [Fact]
    public void Signatures_of_witnesses_beside_ours_are_left_alone()
    {
        var note = Note(entries) + "— witness.example.org AAAAAAAAAAAAAAAAAAAAAAAA\n";
        Assert.True(Checkpoint.Read(note, signer.PublicKey).Holds);
    }

    [Fact]
    public void A_checkpoint_of_today_can_be_checked_for_ever()
    {
        const string note = """
            vault.example.nl/log
            20
            47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
            time 2026-11-22T12:00:00Z

            — vault.example.nl/log fYv23TBEAiAheg2qvQi2N2uPS32wae/7xrtfcWTHoQYZBEuG77c2TwIgdXQLUMuCSSoHueAQpa5e3jGBMowSX2YSsrPsDY+TZ30=

            """;
        var checkpoint = Checkpoint.Read(note, LogKey.Read(PublicKey).Value).Value;
        Assert.Equal(new Checkpoint("vault.example.nl/log", 20, LogHash.OfNothing, Keys.Noon), checkpoint);
        Assert.Equal(checkpoint.Text, note[..checkpoint.Text.Length]);
        Assert.Equal(PublicKey, signer.PublicKey.Text);
    }

    [Fact]
    public void The_signing_key_survives_its_file_and_needs_its_passphrase()
    {
        var pem = signer.ToPem("vier paarden op de dijk");
        using var again = LogSigner.FromPem(signer.PublicKey.Name, pem, "vier paarden op de dijk").Value;
        Assert.Equal(signer.PublicKey.Text, again.PublicKey.Text);
        Assert.True(Checkpoint.Read(Note(entries, again), signer.PublicKey).Holds);
        Assert.IsType<LogKeyDoesNotOpen>(LogSigner.FromPem("log", pem, "vijf paarden op de dijk").Problem);
        Assert.IsType<NoLogSigner>(LogSigner.FromPem("log", "no key", "x").Problem);
        Assert.IsType<NoLogSigner>(LogSigner.FromPem("a log", pem, "vier paarden op de dijk").Problem);
        Assert.IsType<NoLogSigner>(LogSigner.Of("log", ECDsa.Create(ECCurve.NamedCurves.nistP384)).Problem);
    }

    [Fact]
    public void A_public_key_that_was_mistyped_is_refused()
    {
        var text = signer.PublicKey.Text;
        Assert.True(LogKey.Read(text + "\n").Holds);
        Assert.IsType<NoLogKey>(LogKey.Read(text[..^4]).Problem);
        Assert.IsType<NoLogKey>(LogKey.Read(text[..^10] + (text[^10] == 'A' ? 'B' : 'A') + text[^9..]).Problem);
        Assert.IsType<NoLogKey>(LogKey.Read("").Problem);
        Assert.IsType<NoLogKey>(LogKey.Read("name+00000000+Ag==").Problem);
    }

    public void Dispose() => signer.Dispose();

    private static RecordedEntry Entry(int number) => RecordedEntry.Of(
        new LogEntry(Keys.Noon.AddMinutes(number), "alice", "192.0.2.1", "s3:GetObject", $"archive/{number}", "ok"),
        Blobs.Chance(number));

    private static MerkleFrontier Tree(RecordedEntry[] of, Action<TreeNode, LogHash>? completed = null)
    {
        var tree = new MerkleFrontier();
        Array.ForEach(of, e => tree.Append(e.Leaf, completed));
        return tree;
    }

    private static Func<TreeNode, LogHash> Nodes(RecordedEntry[] of)
    {
        var nodes = new Dictionary<TreeNode, LogHash>();
        Tree(of, nodes.Add);
        return node => nodes[node];
    }

    private static IReadOnlyList<LogHash> Growth(int old, RecordedEntry[] now) => MerkleProof.Consistency(old, now.Length, Nodes(now));

    private string Note(RecordedEntry[] of, LogSigner? by = null) => Checkpoint.Sign(Tree(of), Keys.Noon, by ?? signer);
}
