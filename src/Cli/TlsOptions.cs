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
    /// <summary>The certificate to serve with, or null for plain HTTP where that is allowed.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="address">The address to listen on.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="tellOperator">Told when a changed certificate cannot be used.</param>
    public Result<ServerCertificate?> Read(ParseResult parsed, IPAddress address, TimeProvider clock, Action<Phrase> tellOperator) =>
        (parsed.GetValue(Certificate), parsed.GetValue(Key)) switch
        {
            ({ } certificate, { } key) =>
                ServerCertificate.Open(certificate, key, clock, tellOperator).Then<ServerCertificate?>(read => read),
            (null, null) when IPAddress.IsLoopback(address) || parsed.GetValue(PlainHttp) => Result<ServerCertificate?>.Of(null),
            (null, null) => new PlainHttpForOthers(address.ToString()),
            _ => new CertificateWithoutKey(),
        };
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
