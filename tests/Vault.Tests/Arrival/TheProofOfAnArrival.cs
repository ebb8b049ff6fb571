using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Vault.Tests.Arrival;

/// <summary>A proof that a bucket arrived, with its list: whatever is altered in either is noticed.</summary>
public sealed partial class TheProofOfAnArrival : IDisposable
{
    private const string Source = "https://s3.example.com";
    private const string Bucket = "papers";
    private static readonly DateTimeOffset When = new(2026, 11, 22, 12, 0, 0, 250, TimeSpan.Zero);

    private readonly LogSigner signer = LogSigner.Of("kluis.example.nl", ECDsa.Create(ECCurve.NamedCurves.nistP256)).Value;

    public void Dispose() => signer.Dispose();

    [Fact]
    public void Fits_its_list()
    {
        var (note, lines) = Arrived(5);
        var proof = Read(note);
        Assert.Empty(ArrivalCheck.Misfits(proof, lines));
        Assert.Equal((4, 1, 6, 1, 1), (proof.Totals.Objects, proof.Totals.Markers, proof.Totals.Bytes, proof.Totals.Differences, proof.Totals.Losses));
    }

    [Fact]
    public void An_altered_field_of_any_line_is_noticed_and_its_line_named()
    {
        var (note, lines) = Arrived(4);
        var proof = Read(note);
        foreach (var (number, line) in lines.Index())
        {
            foreach (var value in Values().Matches(line).Select(m => m.Groups["value"]))
            {
                var altered = $"{line[..value.Index]}{(char)(line[value.Index] ^ 1)}{line[(value.Index + 1)..]}";
                var misfits = ArrivalCheck.Misfits(proof, [.. lines[..number], altered, .. lines[(number + 1)..]]);
                Assert.Contains(misfits, m => m is ArrivalDoesNotFit { What: "digest of the list" });
                if (line.Contains("\"leaf\"", StringComparison.Ordinal))
                {
                    Assert.Contains(new ArrivalLineAltered(number + 1), misfits);
                }
            }
        }
    }

    [Fact]
    public void A_line_that_is_lost_doubled_moved_or_made_up_is_noticed()
    {
        var (note, lines) = Arrived(4);
        var proof = Read(note);
        string[] madeUp = [.. lines[..1], ArrivalLine.Of(Version(9)).Text, .. lines[2..]];
        string[][] others = [lines[1..], lines[..^1], [.. lines, lines[0]], [lines[1], lines[0], .. lines[2..]], madeUp, [.. lines, "{}"], []];
        Assert.All(others, other => Assert.NotEmpty(ArrivalCheck.Misfits(proof, other)));
        Assert.Contains(ArrivalCheck.Misfits(proof, madeUp), m => m is ArrivalDoesNotFit { What: "root" });
    }

    [Fact]
    public void An_altered_sign_anywhere_in_the_note_is_noticed()
    {
        var (note, _) = Arrived(3);
        for (var i = 0; i < note.LastIndexOf(' '); i++)
        {
            var altered = $"{note[..i]}{(note[i] == 'x' ? 'y' : 'x')}{note[(i + 1)..]}";
            Assert.False(ArrivalProof.Read(altered, signer.PublicKey).Holds, altered);
        }
    }

    [Fact]
    public void A_note_about_something_else_is_none() => Assert.IsType<NoArrivalProof>(
        ArrivalProof.Read(SignedNote.Sign("sluiswachter vault arrival 1\nvault x\n", signer), signer.PublicKey).Problem);

    /// <summary>For every version of every list there is a proof that it is in it, which fits no other and no altered one.</summary>
    [Fact]
    public void A_version_is_shown_to_be_in_it_without_the_rest_of_the_list() => Prop.ForAll(Gen.Choose(1, 40).ToArbitrary(), count =>
    {
        var (note, lines) = Arrived(count);
        var proof = Read(note);
        for (var i = 0; i < count; i++)
        {
            var inclusion = Assert.Single(ArrivalCheck.Inclusions(proof, $"key {i}", () => lines).Value);
            Assert.Equal(inclusion.Version, ArrivalInclusion.Read(inclusion.Text, proof).Value.Version);
            Assert.IsType<NotInArrival>(ArrivalInclusion.Read(
                inclusion.Text.Replace("leaf ", "leaf 1", StringComparison.Ordinal), proof).Problem);
            var other = inclusion with { Version = Version(i + 1) };
            Assert.IsType<NotInArrival>(ArrivalInclusion.Read(other.Text, proof).Problem);
        }

        Assert.IsType<KeyNotInArrival>(ArrivalCheck.Inclusions(proof, "nothing", () => lines).Problem);
    }).QuickCheckThrowOnFailure();

    /// <summary>Reading is the inverse of writing, for every text that a key can be.</summary>
    [Fact]
    public void A_line_reads_as_it_was_written() => Prop.ForAll(ArbMap.Default.ArbFor<UnicodeString>(), key =>
    {
        if (key.Get is not { Length: > 0 } text || text.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar))
        {
            return;
        }

        var version = Version(3) with { Key = text };
        Assert.Equal(version, ArrivalLine.Read(ArrivalLine.Of(version).Text, Source, Bucket)?.Version);
        Assert.DoesNotContain('\n', ArrivalLine.Of(version).Text);
    }).QuickCheckThrowOnFailure();

    /// <summary>The form is for others to check: what it is once, it is for ever.</summary>
    [Fact]
    public void The_form_is_frozen()
    {
        var line = ArrivalLine.Of(Version(1)).Text;
        Assert.Equal(
            """
            {"kind":"object","key":"key 1","version":"v1","vaultVersion":"00000000000000000000000000000001","size":1,
            "modified":"2026-11-22T12:00:00.250Z","sha256":"6b86b273","etag":"etag-1","metadata":"4e07408562bedb8b","word":"md5",
            "leaf":"Has6zVO5QYVJi+ogr3Z+zzFf4hrq24QauIwGgmENOdg="}
            """.Replace("\n", "", StringComparison.Ordinal),
            line);
        var attributes = new ObjectAttributes
        {
            Headers = new Dictionary<string, string> { ["Content-Type"] = "text/plain; charset=utf-8" },
            Metadata = new Dictionary<string, string> { ["b"] = "ü\n", ["a"] = "" },
            Tags = [KeyValuePair.Create("class", "open")],
        };
        Assert.Equal(
            "header content-type text%2Fplain%3B%20charset%3Dutf-8\nhold on\nmeta a \nmeta b %C3%BC%0A\n" +
            "retention COMPLIANCE 2026-11-22T12%3A00%3A00.250Z\ntag class open\n",
            ArrivedMetadata.Text(attributes, new Retention(RetentionMode.Compliance, When), true));
    }

    private static ArrivedVersion Version(int number) => new(
        $"key {number}", $"{number:x32}", number % 5 == 4, number % 5 == 4 ? 0 : number,
        new ArrivalMark(Source, Bucket, $"v{number}", When, $"etag-{number}", "6b86b273", "4e07408562bedb8b", SourceWord.Md5));

    private (string Note, string[] Lines) Arrived(int count)
    {
        using var tally = new ArrivalTally();
        ArrivalLine[] lines =
        [
            .. Enumerable.Range(0, count).Select(i => ArrivalLine.Of(Version(i))),
            ArrivalLine.Of(new ArrivalDifference(DifferenceKind.NotArrived, "k", "v", "why")),
            ArrivalLine.Of(new ArrivalLoss(LossKind.Website, 1, "")),
        ];
        Array.ForEach(lines, tally.Add);
        var proof = new ArrivalProof("kluis.example.nl", "org:ministry", Source, Bucket, "papieren", When, When, tally.Totals);
        return (proof.Sign(signer), [.. lines.Select(l => l.Text)]);
    }

    private ArrivalProof Read(string note) => ArrivalProof.Read(note, signer.PublicKey).Value;

    [GeneratedRegex("""(?<="[A-Za-z0-9]+":"?)(?<value>[A-Za-z0-9+/ =.:-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Values();
}
