namespace Sluiswachter.Model;

/// <summary>The mail of one body as its names in the DNS showed it on a day: who receives it, who may send it.</summary>
/// <remarks>
/// A plain record between the reader of a measurement and the room that knows what measured names mean. Host names are
/// in lower case without a closing dot.
/// </remarks>
/// <param name="Row">The row of the measurement, counted from 1.</param>
/// <param name="Body">The body, by the id that the register uses for it.</param>
/// <param name="BodyName">What the body is called there.</param>
/// <param name="Code">The short code of the body within ids of the measurement, such as <c>GM0014</c>.</param>
/// <param name="Domain">The domain after the at sign of the body's addresses.</param>
/// <param name="People">How many people the body governs; null when unknown.</param>
/// <param name="MeasuredOn">The day of the measurement (UTC); null when the measurement does not say.</param>
/// <param name="MxHosts">The hosts that receive mail, ordered, each once; their preferences are not known.</param>
/// <param name="MxNetworks">The autonomous systems in which those hosts are, each once; empty when unknown.</param>
/// <param name="Holder">Who holds the mailboxes, in the measurement's own word, such as <c>microsoft</c>.</param>
/// <param name="AutodiscoverHost">The host to which mail programs are sent for their settings; null when none.</param>
/// <param name="Spf">The SPF record as published; empty when there is none.</param>
public sealed record MeasuredMail(
    long Row,
    EntityId Body,
    Label BodyName,
    string Code,
    string Domain,
    long? People,
    DateOnly? MeasuredOn,
    IReadOnlyList<string> MxHosts,
    IReadOnlyList<long> MxNetworks,
    string Holder,
    string? AutodiscoverHost,
    string Spf);

/// <summary>One measurement of the mail of many bodies.</summary>
/// <param name="Source">Who measured.</param>
/// <param name="Country">The country whose bodies were measured.</param>
/// <param name="BodyKind">The kind of body, such as gemeente.</param>
/// <param name="Bodies">The bodies, in the order of the measurement.</param>
public sealed record MailMeasurement(Source Source, Country Country, Label BodyKind, IReadOnlyList<MeasuredMail> Bodies);

/// <summary>What a measured name does for a body.</summary>
[Flags]
public enum NameRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Keeps the mailboxes.</summary>
    Mailbox = 1,

    /// <summary>Receives mail before the mailboxes do.</summary>
    Gateway = 2,

    /// <summary>Sends mail in the body's name.</summary>
    Sender = 4,

    /// <summary>Is the network in which a host stands.</summary>
    Network = 8,
}

/// <summary>A measured name behind which a service was found.</summary>
/// <param name="Name">
/// A domain in lower case, which stands for itself and all names below it; or the number of an autonomous system, such
/// as <c>AS64500</c>.
/// </param>
/// <param name="Roles">What it does.</param>
/// <param name="Service">The service behind it.</param>
public sealed record RecognisedName(string Name, NameRoles Roles, EntityId Service);
