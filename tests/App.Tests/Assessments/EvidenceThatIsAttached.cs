using System.Security.Cryptography;
using Sluiswachter.App.Assessments;
using Sluiswachter.Exchange;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Assessments.AssessmentDesk;

namespace Sluiswachter.App.Tests.Assessments;

public sealed class EvidenceThatIsAttached(PostgresServer postgres) : IDisposable
{
    private readonly AssessmentDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(Attachment.PartBytes)]
    [InlineData(Attachment.PartBytes + 1)]
    [InlineData(Attachment.MostBytes)]
    public void A_file_survives_export_and_import_into_the_other_engine_byte_for_byte(int bytes)
    {
        var file = Attach(bytes);
        Assert.Equal(0, Again("evidence.pdf").Compare(file));
        var bundle = desk.Desk.At("bundle.zip");
        Assert.True(new ExportRegister(desk.Desk.Store).Run(bundle).Holds);

        using var other = new AssessmentDesk($"postgres:{postgres.NewDatabase()}");
        using var source = Bundle.Open(bundle);
        Assert.True(new ImportFacts(other.Desk.Store, other.Desk.Clock).Run(source.Tables, new ImportOptions("test", "test"), source.Complaints).Stored);
        var there = new AttachEvidence(other.Desk.Store, other.Desk.Clock).Extract(Id, Convert.ToHexStringLower(SHA256.HashData(file)));
        Assert.Equal(("evidence.pdf", "application/pdf"), (there.Value.Name, there.Value.MediaType));
        Assert.True(there.Value.Bytes.Span.SequenceEqual(file));
    }

    [Fact]
    public void Attaching_the_same_file_twice_changes_nothing()
    {
        Attach(100);
        var before = desk.Desk.Everything();
        Evidence.Attach(Id, desk.Desk.At("evidence.pdf"), "ISO", "again");
        Assert.Equal(before, desk.Desk.Everything());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Attachment.MostBytes + 1)]
    public void What_is_empty_or_over_the_limit_is_refused(int bytes)
    {
        Prepare();
        File.WriteAllBytes(desk.Desk.At("evidence.pdf"), new byte[bytes]);
        Assert.IsType<CannotBeAttached>(Evidence.Attach(Id, desk.Desk.At("evidence.pdf"), "ISO", "test").Problem);
        Assert.Equal("", desk.Desk.Facts(FactKind.Attachment));
    }

    [Fact]
    public void What_cannot_be_attached_is_told()
    {
        Prepare();
        Assert.IsType<CannotRead>(Evidence.Attach(Id, desk.Desk.At("nothing.pdf"), "ISO", "test").Problem);
        Assert.IsType<UnknownAssessment>(Evidence.Attach("nothing", desk.Desk.At("nothing.pdf"), "ISO", "test").Problem);
        Assert.IsType<PersonNotRole>(Evidence.Attach(Id, desk.Desk.At("nothing.pdf"), "jan@example.org", "test").Problem);
        Assert.Contains("nothing", Assert.IsType<WhichAttachment>(Evidence.Extract(Id, "evidence.pdf").Problem).Says.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "part 1 is missing")]
    [InlineData("2", "part 2 is missing")]
    [InlineData("3", "the last ones are missing")]
    public void A_missing_part_is_told(string missing, string told)
    {
        Attach(3 * Attachment.PartBytes);
        Assert.Contains(told, Torn(p => p.Part.Text != missing, p => p), StringComparison.Ordinal);
    }

    [Fact]
    public void An_altered_part_is_told()
    {
        Attach(3 * Attachment.PartBytes);
        Assert.Contains("a part was altered", Torn(_ => true, p => p.Part.Text == "2" ? p with { Content = Label.Of("AAAA").Value } : p), StringComparison.Ordinal);
        Assert.Contains("part 2 is not", Torn(_ => true, p => p.Part.Text == "2" ? p with { Content = Label.Of("not base64!").Value } : p), StringComparison.Ordinal);
        Assert.Contains("part x is not", Torn(_ => true, p => p.Part.Text == "2" ? p with { Part = Label.Of("x").Value } : p), StringComparison.Ordinal);
    }

    private AttachEvidence Evidence => new(desk.Desk.Store, desk.Desk.Clock);

    private void Prepare()
    {
        desk.Desk.Accept(Register);
        desk.Accept(Draft);
    }

    private byte[] Attach(int bytes)
    {
        Prepare();
        var file = new byte[bytes];
        new Random(bytes).NextBytes(file);
        File.WriteAllBytes(desk.Desk.At("evidence.pdf"), file);
        Assert.True(Evidence.Attach(Id, desk.Desk.At("evidence.pdf"), "ISO", "test").Holds);
        return file;
    }

    private ReadBack Again(string which) => new(Evidence.Extract(Id, which).Value);

    private string Torn(Func<Attachment, bool> kept, Func<Attachment, Attachment> altered)
    {
        using var reader = desk.Desk.Store.Read();
        var parts = reader.Facts(FactKind.Attachment).Select(c => (Attachment)Attachment.Schema.Read(c).Value);
        return Assert.IsType<TornAttachment>(AttachedFile.Join([.. parts.Where(kept).Select(altered)]).Problem).Says.English;
    }

    private readonly record struct ReadBack(AttachedFile File)
    {
        public int Compare(byte[] bytes) => File.Bytes.Span.SequenceCompareTo(bytes);
    }
}
