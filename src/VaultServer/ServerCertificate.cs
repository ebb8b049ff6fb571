using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sluiswachter.Model;

namespace Sluiswachter.VaultServer;

/// <summary>The certificate with which a vault shows who it is (TLS 1.2 and 1.3); read again when its files change.</summary>
/// <remarks>
/// The files are looked at again when someone connects, at most once in <see cref="Between"/>. A certificate that cannot be
/// read, or a key that does not belong to it because only one of the two has been replaced yet, is told to the operator; until
/// both fit, the former stays in use.
/// </remarks>
public sealed class ServerCertificate
{
    /// <summary>The shortest time between two looks at the files.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly string certificateFile;
    private readonly string keyFile;
    private readonly TimeProvider clock;
    private readonly Action<Phrase> tellOperator;
    private readonly Lock looking = new();
    private SslServerAuthenticationOptions current;
    private byte[] seen;
    private DateTimeOffset looked;

    private ServerCertificate(
        string certificateFile, string keyFile, TimeProvider clock, Action<Phrase> tellOperator, SslServerAuthenticationOptions current,
        byte[] seen)
    {
        (this.certificateFile, this.keyFile, this.clock, this.tellOperator) = (certificateFile, keyFile, clock, tellOperator);
        (this.current, this.seen, looked) = (current, seen, clock.GetUtcNow());
    }

    /// <summary>Reads a certificate and its key.</summary>
    /// <param name="certificateFile">The certificate, followed by those that vouch for it, in PEM.</param>
    /// <param name="keyFile">Its private key, in PEM, without a passphrase.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="tellOperator">Told when a changed file cannot be used.</param>
    public static Result<ServerCertificate> Open(string certificateFile, string keyFile, TimeProvider clock, Action<Phrase> tellOperator)
    {
        var files = Look(certificateFile, keyFile);
        return files.Then(found => Read(certificateFile, keyFile).Then<ServerCertificate>(
            options => new ServerCertificate(certificateFile, keyFile, clock, tellOperator, options, found)));
    }

    /// <summary>How to shake hands now.</summary>
    internal SslServerAuthenticationOptions Options()
    {
        lock (looking)
        {
            var now = clock.GetUtcNow();
            if (now - looked >= Between)
            {
                looked = now;
                LookAgain();
            }

            return current;
        }
    }

    private void LookAgain()
    {
        var files = Look(certificateFile, keyFile);
        var found = files.Holds ? files.Value : [];
        if (found.AsSpan().SequenceEqual(seen))
        {
            return;
        }

        // Told once for each change, not for each connection.
        seen = found;

        var read = files.Then(_ => Read(certificateFile, keyFile));
        if (read.Holds)
        {
            current = read.Value;
        }
        else
        {
            var why = read.Problem!.Says;
            tellOperator(new Phrase(
                $"the former certificate stays in use: {why.English}", $"het vorige certificaat blijft in gebruik: {why.Dutch}"));
        }
    }

    /// <summary>What the files hold, as a hash: a key is not kept in memory longer than needed.</summary>
    private static Result<byte[]> Look(string certificateFile, string keyFile)
    {
        try
        {
            return (byte[])[.. SHA256.HashData(File.ReadAllBytes(certificateFile)), .. SHA256.HashData(File.ReadAllBytes(keyFile))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CertificateUnreadable(certificateFile, keyFile, MachineReason.Of(e));
        }
    }

    private static Result<SslServerAuthenticationOptions> Read(string certificateFile, string keyFile)
    {
        try
        {
            var own = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(certificateFile);
            return new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(own, [.. all.Skip(1)], offline: true),
#pragma warning disable CA5398 // Older versions are broken, and a machine's own settings may still allow them.
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
                ApplicationProtocols = [SslApplicationProtocol.Http11],
            };
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new CertificateUnreadable(certificateFile, keyFile, MachineReason.Of(e));
        }
    }
}

/// <summary>Files that are no certificate and its private key.</summary>
public sealed record CertificateUnreadable(string CertificateFile, string KeyFile, Phrase Why) : Problem(new Phrase(
    $"{Quote(CertificateFile)} and {Quote(KeyFile)} are no certificate and its private key in PEM, without a passphrase: {Why.English}",
    $"{Quote(CertificateFile)} en {Quote(KeyFile)} zijn geen certificaat met zijn privésleutel in PEM, zonder wachtzin: {Why.Dutch}"));
