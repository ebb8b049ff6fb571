using System.CommandLine;
using System.Net;
using Sluiswachter.Model;
using Sluiswachter.VaultServer;

namespace Sluiswachter.Cli;

/// <summary>The options that say how a vault is protected on the wire.</summary>
/// <param name="Certificate">The file of the certificate.</param>
/// <param name="Key">The file of its key.</param>
/// <param name="PlainHttp">Whether others may be let in without TLS.</param>
internal sealed record TlsOptions(Option<string?> Certificate, Option<string?> Key, Option<bool> PlainHttp)
{
    /// <summary>What is wrong with them as they were typed; null: nothing.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="address">The address to listen on.</param>
    public Problem? Slip(ParseResult parsed, IPAddress address) => (parsed.GetValue(Certificate), parsed.GetValue(Key)) switch
    {
        (null, null) => IPAddress.IsLoopback(address) || parsed.GetValue(PlainHttp) ? null : new PlainHttpForOthers(address.ToString()),
        (null, _) or (_, null) => new CertificateWithoutKey(),
        _ => null,
    };

    /// <summary>The certificate to serve with, or null for plain HTTP; there is no slip.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="tellOperator">Told when a changed certificate cannot be used.</param>
    public Result<ServerCertificate?> Read(ParseResult parsed, TimeProvider clock, Action<Phrase> tellOperator) =>
        (parsed.GetValue(Certificate), parsed.GetValue(Key)) is ({ } certificate, { } key)
            ? ServerCertificate.Open(certificate, key, clock, tellOperator).Then<ServerCertificate?>(read => read)
            : Result<ServerCertificate?>.Of(null);
}

/// <summary>Others would be let in without TLS, and nobody said that this is meant.</summary>
internal sealed record PlainHttpForOthers(string Address) : Problem(new Phrase(
    $"on {Address} others can reach the vault, and over plain HTTP whoever is on the way reads all that is put and got: give " +
    "--tls-certificate and --tls-key, or --plain-http when a server with TLS stands before it",
    $"op {Address} kunnen anderen bij de kluis, en via gewoon HTTP leest wie onderweg zit alles mee: geef --tls-certificate en --tls-key, " +
    "of --plain-http als er een server met TLS voor staat"));

/// <summary>One of the two files for TLS without the other.</summary>
internal sealed record CertificateWithoutKey() : Problem(new Phrase(
    "--tls-certificate and --tls-key are given together", "--tls-certificate en --tls-key horen bij elkaar"));
