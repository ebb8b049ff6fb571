namespace Sluiswachter.Vault;

/// <summary>Ties what the catalogue says of a version to the keys of its body.</summary>
/// <remarks>
/// The attributes are sealed with that as what they are about (<see cref="ObjectVersion.About"/>); a delete marker has attributes
/// too, for lifecycles count from its moment. What does not open was altered by something without the keys
/// (docs/adr/0016).
/// </remarks>
public static class VersionSeal
{
    /// <summary>The version with these attributes, sealed; to be made anew with each change of what they are about.</summary>
    public static ObjectVersion On(ObjectVersion version, ObjectAttributes attributes, KeyRing ring, Randomness random) =>
        version with { Attributes = ring.SealAttributes(attributes.ToBytes(), version.About, random).Value };

    /// <summary>Whether the version is as it was when it was sealed.</summary>
    public static bool Holds(ObjectVersion version, KeyRing ring) => ring.OpenAttributes(version.Attributes.Span, version.About).Holds;
}
