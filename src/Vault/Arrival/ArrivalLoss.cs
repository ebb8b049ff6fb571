using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>Something at the source that does not survive the move to a vault.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How many of it; 1 for a setting of the bucket.</param>
/// <param name="Detail">Which, in one line; empty where the kind says it all.</param>
public sealed record ArrivalLoss(LossKind Kind, long Count, string Detail)
{
    /// <summary>What is lost, and what to do.</summary>
    public Phrase Says => Kind switch
    {
        LossKind.Website => new("website: a vault serves no pages", "website: een kluis toont geen pagina's"),
        LossKind.Notifications => new(
            $"notifications ({Count}): a vault sends none", $"meldingen ({Count}): een kluis stuurt ze niet"),
        LossKind.Replication => new(
            $"replication ({Count} rules): an embassy does that here", $"replicatie ({Count} regels): hier doet een ambassade dat"),
        LossKind.AccessLogs => new(
            "delivery of access logs: the log of the vault holds who did what",
            "levering van toegangslogboeken: het logboek van de kluis houdt bij wie wat deed"),
        LossKind.RequesterPays => new("requester pays", "de vrager betaalt"),
        LossKind.Acceleration => new("transfer acceleration", "versnelde overdracht"),
        LossKind.Inventory => new(
            $"inventories, analytics and metrics ({Count})", $"inventarissen, analyses en metingen ({Count})"),
        LossKind.Tiering => new($"tiering between storage classes ({Count})", $"schuiven tussen opslagklassen ({Count})"),
        LossKind.ForeignKeys => new(
            $"keys of the source's key service ({Detail}): here all is sealed with the key of the body",
            $"sleutels van de sleuteldienst van de bron ({Detail}): hier wordt alles verzegeld met de sleutel van de organisatie"),
        LossKind.Transitions => new(
            $"moves to other storage classes by age ({Count} rules)", $"verhuizing naar andere opslagklassen na tijd ({Count} regels)"),
        LossKind.Policy => new($"policy: {Detail}", $"beleid: {Detail}"),
        LossKind.Grants => new(
            $"grants to others ({Count}): they are no users here", $"rechten van anderen ({Count}): zij zijn hier geen gebruiker"),
        LossKind.MfaDelete => new(
            "deletion with a second factor: use object lock", "verwijderen met een tweede factor: gebruik objectvergrendeling"),
        LossKind.StorageClass => new(
            $"storage class {Detail} ({Count} versions): there is one class here", $"opslagklasse {Detail} ({Count} versies): hier is er één"),
        LossKind.Frozen => new(
            $"{Count} versions in {Detail} cannot be read before they are restored at the source: restore them, and pull again",
            $"{Count} versies in {Detail} zijn pas te lezen als ze bij de bron zijn teruggezet: zet ze terug, en haal nog eens op"),
        LossKind.Key => new(
            $"{Count} keys that no vault can hold, such as {Detail}", $"{Count} sleutels die geen kluis kan bevatten, zoals {Detail}"),
        LossKind.Setting => new($"{Detail}: cannot be read as S3 has it", $"{Detail}: niet te lezen zoals S3 het heeft"),
        LossKind.Unknown => new(
            $"{Detail}: the source does not let this user read whether there is any",
            $"{Detail}: de bron laat deze gebruiker niet lezen of dat er is"),
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "not a kind of loss"),
    };
}

/// <summary>What can be lost in a move.</summary>
/// <remarks>Written by name in lists of what arrived: names may only be added to.</remarks>
public enum LossKind
{
    /// <summary>Pages served from the bucket.</summary>
    Website = 1,

    /// <summary>Messages about what happens.</summary>
    Notifications = 2,

    /// <summary>Copies to another bucket.</summary>
    Replication = 3,

    /// <summary>Access logs that are put in a bucket.</summary>
    AccessLogs = 4,

    /// <summary>Who asks pays.</summary>
    RequesterPays = 5,

    /// <summary>Transfers through nearer places.</summary>
    Acceleration = 6,

    /// <summary>Inventories, analytics and metrics.</summary>
    Inventory = 7,

    /// <summary>Tiering by use.</summary>
    Tiering = 8,

    /// <summary>Encryption with keys of a key service.</summary>
    ForeignKeys = 9,

    /// <summary>Moves to other storage classes by age.</summary>
    Transitions = 10,

    /// <summary>The policy of the bucket.</summary>
    Policy = 11,

    /// <summary>Grants to others than the owner, of the bucket or of objects.</summary>
    Grants = 12,

    /// <summary>Deletion with a second factor.</summary>
    MfaDelete = 13,

    /// <summary>A storage class that is not the usual one.</summary>
    StorageClass = 14,

    /// <summary>Versions that must be restored before anybody can read them.</summary>
    Frozen = 15,

    /// <summary>Keys that a vault cannot hold.</summary>
    Key = 16,

    /// <summary>A setting that is malformed.</summary>
    Setting = 17,

    /// <summary>A setting that the source does not show.</summary>
    Unknown = 18,
}
