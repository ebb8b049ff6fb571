using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli.Tests;

/// <summary>Who chooses a name chooses no more than that: it moves no cursor, and makes no line of its own, where people read it.</summary>
public sealed class NamesWithControlSigns : IDisposable
{
    private const string Body = AVaultToBeginWith.Body;
    private const string Name = "a\e[2K\e[1Azz\nmissing: haven/b\u202e\u2028c";
    private const string Shown = "a\uFFFD[2K\uFFFD[1Azz\uFFFDmissing: haven/b\uFFFD\uFFFDc";

    private readonly AtATerminal terminal = new();
    private readonly string vault;
    private readonly string words;

    public NamesWithControlSigns()
    {
        (vault, words) = (terminal.At("kluis"), terminal.File("words", AVaultToBeginWith.Passphrase + "\n"));
        AVaultToBeginWith.In(vault);
    }

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void In_the_log_are_shown_in_their_line()
    {
        // A role is one line, as it is typed; what calls the library may say anything.
        terminal.Fails(2, "must be one line", "vault", "add-body", vault, "org:b", "--by", Name, "--passphrase-file", words);
        using (var opened = VaultFolder.Open(vault).Value)
        {
            new Embassies(opened.Catalogue).Add(new Embassy("be", terminal.At("brussel"), "", Country.Of("BE").Value), by: Name);
        }

        Assert.Contains(Shown, terminal.Does("vault", "log", "show", vault), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_register_are_told_in_their_line()
    {
        var store = $"sqlite:{terminal.At("register.sqlite")}";
        Directory.CreateDirectory(terminal.At("facts"));
        terminal.File("facts/suppliers.csv", "id,name\nsupplier:acme,\"Acme\rsluis: done\u202e\"\n");
        terminal.Does("import", terminal.At("facts"), "--store", store);
        terminal.Fails(2, "supplier:acme (Acme\uFFFDsluis: done\uFFFD)", "switch-off", "--supplier", "supplier:acmee", "--store", store);
    }

    [Theory]
    [InlineData("chain", "f")]
    [InlineData("switch-off", "--supplier", "Acme")]
    [InlineData("journal", "log")]
    public void In_a_register_stay_in_their_line_in_answers(params string[] asked)
    {
        var store = $"sqlite:{terminal.At("register.sqlite")}";
        Directory.CreateDirectory(terminal.At("facts"));
        terminal.File("facts/organisations.csv", "id,name\ntown,Stad\n");
        terminal.File("facts/functions.csv", "id,organisation,name\nf,town,\"Brie\rven\u202egnp\"\n");
        terminal.File("facts/suppliers.csv", "id,name\nacme\u202e,Acme\n");
        terminal.Does("import", terminal.At("facts"), "--store", store);
        var said = terminal.Does([.. asked, "--store", store]);
        Assert.DoesNotContain('\r', said);
        Assert.DoesNotContain('\u202e', said);
        Assert.Contains(asked[0] == "chain" ? "Brie\uFFFDven\uFFFDgnp" : "acme\uFFFD", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_found_altered_and_missing_in_a_line_each()
    {
        using (var opened = VaultFolder.Open(vault).Value)
        {
            var bucket = new Bucket(BucketName.Of("haven").Value, Body, "u", DateTimeOffset.UnixEpoch);
            opened.Catalogue.Change(change =>
            {
                change.Put(bucket);
                change.Put(new ObjectVersion(bucket.Name, ObjectKey.Of(Name).Value, VersionId.Null, DateTimeOffset.UnixEpoch, "u")
                {
                    Parts = [new StoredPart(1, BlobId.Read(new string('1', 32))!.Value, 1, new byte[60])],
                });
                return true;
            });
        }

        var said = terminal.Runs(["vault", "scrub", vault, "--passphrase-file", words]);
        Assert.Equal(
            (3, $"altered: what is allowed in haven\naltered: haven/{Shown}?versionId=null\nmissing: haven/{Shown}?versionId=null&partNumber=1\n"),
            (said.ExitCode, said.Out));
    }

    [Fact]
    public void Are_proven_to_have_arrived_in_one_line()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = LogSigner.Of("kluis.example.nl", key).Value;
        var mark = new ArrivalMark("https://bron.example", "b", "null", DateTimeOffset.UnixEpoch, "", new string('0', 64), "", SourceWord.None);
        var line = ArrivalLine.Of(new ArrivedVersion(Name, "null", false, 1, mark));
        using var tally = new ArrivalTally();
        tally.Add(line);
        var proof = new ArrivalProof(
            "kluis.example.nl", Body, "https://bron.example", "b", "b", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, tally.Totals);
        var leaf = ArrivalCheck.Inclusions(proof, Name, () => [line.Text]).Value.Single().Text;
        var said = terminal.Does(
            "vault", "proof", "verify", terminal.File("proof", proof.Sign(signer)), "--leaf", terminal.File("leaf", leaf), "--key", signer.PublicKey.Text);
        Assert.StartsWith($"Among what arrived: {Shown}, version", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_told_in_one_line_when_they_are_part_of_a_problem() =>
        Assert.Equal(
            2, terminal.Fails(4, "a\uFFFD[2K", "vault", "bucket", "list", terminal.At("nergens\n" + Name)).Split('\n').Length);
}
