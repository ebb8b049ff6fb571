using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Arrival;

/// <summary>The S3 service that buckets are pulled from, and who asks it.</summary>
public sealed record SourceAddress
{
    private SourceAddress(Uri address) => Address = address;

    /// <summary>The address, without a path.</summary>
    public Uri Address { get; }

    /// <summary>The address as proofs tell it: <c>https://s3.example.com</c>, with a port where that is not the usual one.</summary>
    public string Text => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Who signs.</summary>
    public required S3Credential Credential { get; init; }

    /// <summary>The token of a session, which some services give with a key; null: none.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Whether an entity tag that looks like an MD5 is one, of an object that no foreign key seals.</summary>
    public bool TagsAreMd5 { get; init; } = true;

    /// <summary>How long to try.</summary>
    public SourcePatience Patience { get; init; } = new();

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address: http or https, without a path, query or user.</param>
    /// <param name="credential">Who signs.</param>
    public static Result<SourceAddress> Of(string text, S3Credential credential) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" &&
        address is { PathAndQuery: "/", UserInfo: "", Fragment: "" }
            ? new SourceAddress(address) { Credential = credential }
            : new NoSourceAddress(text);
}

/// <summary>How long a source is asked again when it is busy, silent or cuts off.</summary>
public sealed record SourcePatience
{
    /// <summary>How often in a row, until there is progress.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>The pause after the first failure; each that follows is three times as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long it may say nothing at all.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause after a failure; the first is 1.</summary>
    internal TimeSpan PauseAfter(int failure) => FirstPause * Math.Pow(3, failure - 1);
}

/// <summary>A text that is no address of an S3 service.</summary>
public sealed record NoSourceAddress(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no address of an S3 service; expected such as https://s3.example.com, without a path",
    $"{Quote(Text)} is geen adres van een S3-dienst; verwacht bijvoorbeeld https://s3.example.com, zonder pad"));

/// <summary>A source that refuses what it is asked.</summary>
/// <param name="What">What it was asked.</param>
/// <param name="Status">The status of its answer.</param>
/// <param name="Code">Its code; empty when it gave none.</param>
/// <param name="Message">What it says; empty when nothing.</param>
public sealed record SourceRefused(string What, int Status, string Code, string Message) : Problem(new Phrase(
    $"the source refuses {What}: status {Status} {Code} {Message}".TrimEnd(),
    $"de bron weigert {What}: status {Status} {Code} {Message}".TrimEnd()));

/// <summary>A source that does not answer, or breaks off, however often it is asked.</summary>
public sealed record SourceSilent(string What, string Why) : Problem(new Phrase(
    $"the source does not answer {What}: {Why}", $"de bron antwoordt niet op {What}: {Why}"));

/// <summary>A source whose list is not in the order of keys, so that nothing can be compared by it.</summary>
public sealed record SourceOutOfOrder(string Bucket, string Key) : Problem(new Phrase(
    $"the source does not list {Quote(Bucket)} in the order of keys: {Quote(Key)} comes too late",
    $"de bron noemt {Quote(Bucket)} niet op volgorde van sleutel: {Quote(Key)} komt te laat"));
