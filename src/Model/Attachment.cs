namespace Sluiswachter.Model;

/// <summary>A part of a file that was attached to an assessment as evidence.</summary>
/// <remarks>
/// A file of at most <see cref="MostBytes"/> bytes is cut into parts of <see cref="PartBytes"/> bytes, so that a part,
/// in base64, fits a cell. The file is known by the SHA-256 of its bytes; the parts are numbered from 1.
/// </remarks>
/// <param name="Assessment">The assessment.</param>
/// <param name="Sha256">The SHA-256 of the whole file, in lower-case hexadecimal digits.</param>
/// <param name="Part">The number of the part, as text: 1, 2, …</param>
/// <param name="Name">What the file is called.</param>
/// <param name="MediaType">Its media type, such as <c>application/pdf</c>; null when unknown.</param>
/// <param name="Content">The bytes of the part in base64 (RFC 4648, section 4).</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Attachment(
    AssessmentId Assessment, Label Sha256, Label Part, Label Name, Label? MediaType, Label Content, Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>The most bytes of a file: one mebibyte. What is larger is linked to.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The bytes of a part, the last one excepted: 24,000, which are 32,000 characters of base64.</summary>
    public const int PartBytes = 24_000;

    /// <summary>How attachments are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Attachment>(
        FactKind.Attachment,
        "attachments",
        keyLength: 3,
        [
            Column.Reference("assessment", required: true, FactKind.Assessment), Column.Text("sha256", required: true),
            Column.Text("part", required: true), Column.Text("name", required: true), Column.Text("media_type"),
            Column.Text("content", required: true),
        ],
        (c, stated) => new Attachment(
            c.Assessment(0), c.Text(1), c.Text(2), c.Text(3), c.TextOrNone(4), c.Text(5), stated),
        a =>
        [
            Cell.Of(a.Assessment.Text), Cell.Of(a.Sha256.Text), Cell.Of(a.Part.Text), Cell.Of(a.Name.Text),
            Cell.Of(a.MediaType?.Text), Cell.Of(a.Content.Text),
        ]);
}
