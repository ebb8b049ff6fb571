using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.Bench;

/// <summary>A service that is measured.</summary>
/// <param name="Name">What it is called in the tables.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="Credential">Who asks.</param>
internal sealed record Target(string Name, Uri Address, S3Credential Credential)
{
    /// <summary>The bucket that is made in it.</summary>
    public const string Bucket = "sluis-bench";

    /// <summary>How long the process has worked so far; null when that is not known, as with the services of others.</summary>
    public Func<TimeSpan>? Worked { get; init; }

    /// <summary>Reads <c>name=url,accesskey,secret</c>, with a region after it if need be; null when it is not understood.</summary>
    public static Target? Read(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && text[(equals + 1)..].Split(',') is [var url, var key, var secret, .. var region] &&
            Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && region.Length <= 1
            ? new Target(text[..equals], address, new S3Credential(key, secret, region is [var named] ? named : "us-east-1"))
            : null;
    }

    /// <summary>A connection to it.</summary>
    public S3Connection Connect() => new(Address, Credential);

    /// <summary>Makes the bucket; one that is there is fine.</summary>
    public void MakeBucket()
    {
        using var connection = Connect();
        var words = new MemoryStream();
        var status = connection.Ask("PUT", $"/{Bucket}", "", Payload.None, bytes => words.Write(bytes));
        DisagreementException.Unless(
            status is 200 or 409, $"{Name} made no bucket: status {status} {Encoding.UTF8.GetString(words.ToArray())}");
    }
}
