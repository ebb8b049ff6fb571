using System.Security.Cryptography;
using Sluiswachter.Model;

namespace Sluiswachter.App.Assessments;

/// <summary>A file that is, or will be, attached to an assessment as evidence: whole, and verified by its hash.</summary>
/// <remarks>1 to <see cref="Attachment.MostBytes"/> bytes.</remarks>
public sealed class AttachedFile
{
    private readonly byte[] bytes;

    private AttachedFile(string name, string? mediaType, byte[] bytes) =>
        (Name, MediaType, this.bytes, Sha256) = (name, mediaType, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Its media type; null when unknown.</summary>
    public string? MediaType { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Its SHA-256, in lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a file that is to be attached.</summary>
    public static Result<AttachedFile> Open(string path)
    {
        try
        {
            var name = Label.Of(Path.GetFileName(path));
            var length = new FileInfo(path).Length;
            return !name.Holds ? name.Problem!
                : length is 0 or > Attachment.MostBytes ? new CannotBeAttached(path, length)
                : new AttachedFile(name.Value.Text, MediaTypes.OfName(path), File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CannotRead(path, e);
        }
    }

    /// <summary>The SHA-256 of a file of any size, in lower-case hexadecimal digits.</summary>
    public static Result<string> HashOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CannotRead(path, e);
        }
    }

    /// <summary>Cuts it in the parts by which the register keeps it.</summary>
    public IReadOnlyList<Attachment> Cut(AssessmentId assessment, Provenance stated) =>
    [
        .. bytes.Chunk(Attachment.PartBytes).Select((part, i) => new Attachment(
            assessment, Text(Sha256), Text($"{i + 1}"), Text(Name), MediaType is { } type ? Text(type) : null,
            Text(Convert.ToBase64String(part)), stated)),
    ];

    /// <summary>Puts the parts of a file together, or tells what is wrong with them.</summary>
    /// <param name="parts">The parts of one file, at least one, in any order.</param>
    public static Result<AttachedFile> Join(IReadOnlyList<Attachment> parts)
    {
        var (name, hash) = (parts[0].Name.Text, parts[0].Sha256.Text);
        var numbered = new SortedDictionary<int, byte[]>();
        foreach (var part in parts)
        {
            if (!int.TryParse(part.Part.Text, out var number) || number < 1 || BytesOf(part) is not { } piece)
            {
                return new TornAttachment(name, hash, new Phrase(
                    $"part {part.Part} is not a numbered part in base64", $"deel {part.Part} is geen genummerd deel in base64"));
            }

            numbered[number] = piece;
        }

        var missing = Enumerable.Range(1, numbered.Last().Key).Where(n => !numbered.ContainsKey(n)).Take(5).ToList();
        if (missing.Count > 0)
        {
            var which = string.Join(", ", missing);
            return new TornAttachment(name, hash, new Phrase($"part {which} is missing", $"deel {which} ontbreekt"));
        }

        var file = new AttachedFile(name, parts[0].MediaType?.Text, [.. numbered.Values.SelectMany(p => p)]);
        return file.Sha256 == hash
            ? file
            : new TornAttachment(name, hash, new Phrase(
                $"what is there of it has the SHA-256 {file.Sha256}: a part was altered, or the last ones are missing",
                $"wat ervan over is, heeft de SHA-256 {file.Sha256}: er is een deel veranderd, of de laatste ontbreken"));
    }

    private static byte[]? BytesOf(Attachment part)
    {
        var piece = new byte[part.Content.Text.Length];
        return Convert.TryFromBase64String(part.Content.Text, piece, out var length) ? piece[..length] : null;
    }

    private static Label Text(string text) => Label.Of(text).Value;
}

/// <summary>A file that is empty, or larger than the register keeps.</summary>
public sealed record CannotBeAttached(string Path, long Bytes) : Problem(Bytes == 0
    ? new Phrase($"{Quote(Path)} is empty: expected a file with something in it", $"{Quote(Path)} is leeg: verwacht een bestand met inhoud")
    : new Phrase(
        $"{Quote(Path)} has {Bytes} bytes: expected at most {Attachment.MostBytes}; keep it elsewhere and give a link with --evidence",
        $"{Quote(Path)} heeft {Bytes} bytes: verwacht er ten hoogste {Attachment.MostBytes}; bewaar het elders en geef een verwijzing met --evidence"));

/// <summary>A file whose parts are not all there, or not as they were.</summary>
public sealed record TornAttachment(string Name, string Hash, Phrase Because) : Problem(new Phrase(
    $"the attached file {Quote(Name)} is torn: {Because.English}; expected parts that together have the SHA-256 {Hash}",
    $"het bijgevoegde bestand {Quote(Name)} is niet heel: {Because.Dutch}; verwacht delen die samen de SHA-256 {Hash} hebben"));
