using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>A place for objects, of one public body.</summary>
/// <param name="Name">Its name, unique in the vault.</param>
/// <param name="Body">The id of the public body that it belongs to, whose keys seal what is in it.</param>
/// <param name="Owner">The id of the user who made it.</param>
/// <param name="Created">When it was made, UTC.</param>
public sealed record Bucket(BucketName Name, string Body, string Owner, DateTimeOffset Created)
{
    /// <summary>Whether versions are kept.</summary>
    public Versioning Versioning { get; init; }

    /// <summary>Whether objects can be locked; then versions are always kept.</summary>
    public bool HasObjectLock { get; init; }

    /// <summary>The highest marking of what may be put in it.</summary>
    public Marking Marking { get; init; } = Marking.Internal;

    /// <summary>The highest class of data that may be put in it.</summary>
    public DataClass DataClass { get; init; } = DataClass.Internal;

    /// <summary>The countries in which its data may be kept; empty: wherever the vault and its copies are.</summary>
    public IReadOnlyList<Country> AllowedPlaces { get; init; } = [];

    /// <summary>What has been set on it, as the texts that the protocol gives back.</summary>
    public IReadOnlyDictionary<BucketSetting, string> Settings { get; init; } = new Dictionary<BucketSetting, string>();

    /// <summary>What ties all of this to the keys of the body (<see cref="BucketSeal"/>).</summary>
    public ReadOnlyMemory<byte> Seal { get; init; }

    /// <summary>Whether it takes what is for named officials only.</summary>
    public bool IsConfidential => Marking == Marking.Confidential || DataClass == DataClass.Confidential;

    /// <summary>Whether another is this bucket, however it was set since, and not one that took its name when it was gone.</summary>
    public bool IsSame(Bucket other) => (Name, Body, Created) == (other.Name, other.Body, other.Created);

    /// <summary>Whether ciphertext of it may be kept in a country: of the vault itself, and of every copy.</summary>
    public bool MayBeKeptIn(Country place) => AllowedPlaces.Count == 0 || AllowedPlaces.Contains(place);

    /// <summary>The bucket with a setting changed; null takes it away.</summary>
    public Bucket With(BucketSetting setting, string? text)
    {
        var settings = new Dictionary<BucketSetting, string>(Settings);
        settings.Remove(setting);
        if (text is not null)
        {
            settings.Add(setting, text);
        }

        return this with { Settings = settings };
    }
}

/// <summary>Whether a bucket keeps versions of its objects.</summary>
public enum Versioning
{
    /// <summary>It never has.</summary>
    Never = 0,

    /// <summary>It does.</summary>
    Enabled = 1,

    /// <summary>It did, and keeps those that it has.</summary>
    Suspended = 2,
}

/// <summary>What can be set on a bucket.</summary>
/// <remarks>Numbers are kept in catalogues: they may only be added to.</remarks>
public enum BucketSetting
{
    /// <summary>Who may do what (JSON).</summary>
    Policy = 1,

    /// <summary>Which pages elsewhere may use it from a browser (XML).</summary>
    Cors = 2,

    /// <summary>When objects expire (XML).</summary>
    Lifecycle = 3,

    /// <summary>Tags of the bucket (XML).</summary>
    Tagging = 4,

    /// <summary>Grants (XML).</summary>
    Acl = 5,

    /// <summary>How long new objects are locked (XML).</summary>
    ObjectLock = 6,

    /// <summary>Which public access is refused (XML).</summary>
    PublicAccessBlock = 7,

    /// <summary>Who owns what others put in it (XML).</summary>
    OwnershipControls = 8,

    /// <summary>How objects are encrypted (XML).</summary>
    Encryption = 9,

    /// <summary>Who pays for requests (XML).</summary>
    RequestPayment = 10,
}
