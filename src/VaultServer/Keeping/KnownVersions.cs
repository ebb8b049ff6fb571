using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Opens what is known of versions and uploads, before anything is decided by it.</summary>
internal static class KnownVersions
{
    /// <summary>The attributes of a version, which may be a delete marker.</summary>
    /// <exception cref="AlteredVersionException">They do not open: what the catalogue says of it was altered.</exception>
    public static ObjectAttributes AttributesBy(this ObjectVersion version, KeyRing ring)
    {
        var opened = ring.OpenAttributes(version.Attributes.Span, version.About);
        return opened.Holds ? ObjectAttributes.Read(opened.Value) : throw Altered(version);
    }

    /// <summary>The attributes of an upload.</summary>
    /// <exception cref="AlteredVersionException">They do not open: what the catalogue says of it was altered.</exception>
    public static ObjectAttributes AttributesBy(this Upload upload, KeyRing ring)
    {
        var opened = ring.OpenAttributes(upload.Attributes.Span, upload.About);
        return opened.Holds
            ? ObjectAttributes.Read(opened.Value)
            : throw new AlteredVersionException(new VersionWasAltered(upload.Bucket.Text, upload.Key.Text, upload.Text));
    }

    /// <summary>The version, when its moment, its locks and all else that the catalogue says of it are what was sealed.</summary>
    /// <exception cref="AlteredVersionException">They are not.</exception>
    public static ObjectVersion Intact(this ObjectVersion version, KeyRing ring) =>
        VersionSeal.Holds(version, ring) ? version : throw Altered(version);

    /// <summary>The part, when all that the catalogue says of it is what was sealed.</summary>
    /// <param name="part">The part.</param>
    /// <param name="upload">The upload that it is of.</param>
    /// <param name="ring">The keys of the body that it belongs to.</param>
    /// <exception cref="AlteredPartException">It is not.</exception>
    public static UploadedPart Intact(this UploadedPart part, Upload upload, KeyRing ring) => part.IsIntact(ring)
        ? part
        : throw new AlteredPartException(new PartWasAltered(upload.Bucket.Text, upload.Key.Text, upload.Text, part.Part.Number));

    private static AlteredVersionException Altered(ObjectVersion version) =>
        new(new VersionWasAltered(version.Bucket.Text, version.Key.Text, version.Id.Text));
}

/// <summary>What the catalogue says of a version or an upload was altered behind the back of the vault: nothing is done by it.</summary>
internal sealed class AlteredVersionException(VersionWasAltered problem) : AlteredRowException(problem);

/// <summary>What the catalogue says of a part of an upload was altered behind the back of the vault: nothing is joined of it.</summary>
internal sealed class AlteredPartException(PartWasAltered problem) : AlteredRowException(problem);

/// <summary>A version, or an upload, of which the catalogue does not say what was sealed.</summary>
public sealed record VersionWasAltered(string Bucket, string Key, string Id) : Problem(new Phrase(
    $"what the catalogue says of {Quote(Key)} in {Quote(Bucket)} ({Id}) was altered, by something that does not have the keys of its " +
    "body; nothing is done by it: look in the log who may have, and put the catalogue back from a copy",
    $"wat de catalogus zegt van {Quote(Key)} in {Quote(Bucket)} ({Id}) is veranderd, door iets dat de sleutels van het orgaan niet " +
    "heeft; er wordt niets mee gedaan: kijk in het logboek wie dat kan zijn, en zet de catalogus terug uit een kopie"));

/// <summary>A part of an upload of which the catalogue does not say what was sealed.</summary>
public sealed record PartWasAltered(string Bucket, string Key, string Upload, int Number) : Problem(new Phrase(
    $"part {Number} of an upload of {Quote(Key)} in {Quote(Bucket)} ({Upload}) was altered in the catalogue, by something that does " +
    "not have the keys of its body; nothing is made of it: look in the log who may have, and have it uploaded again",
    $"deel {Number} van een upload van {Quote(Key)} in {Quote(Bucket)} ({Upload}) is veranderd in de catalogus, door iets dat de " +
    "sleutels van het orgaan niet heeft; er wordt niets van gemaakt: kijk in het logboek wie dat kan zijn, en laat het opnieuw uploaden"));
