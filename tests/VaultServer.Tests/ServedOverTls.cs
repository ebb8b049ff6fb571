using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A vault that is served over TLS shows its certificate, the newest that it was given, and speaks no old version.</summary>
public sealed class ServedOverTls : IAsyncDisposable
{
    private const string Name = "ontslag-van-de-dijkgraaf";
    private const string Author = "hoofd personeelszaken";
    private const string CustomersKey = "een sleutel van een klant, 32 b.";
    private static readonly string Content = string.Concat(Enumerable.Repeat("De dijkgraaf gaat per direct. ", 1_000));

    private readonly ServedVault vault = new();
    private readonly ConcurrentQueue<string> told = [];
    private readonly Clock clock = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task A_client_sees_the_certificate_that_it_was_given_and_the_new_one_when_the_files_change()
    {
        Write("eerste");
        await ServeAsync();
        Assert.Equal(("https", "127.0.0.1"), (vault.Address.Scheme, vault.Address.Host));
        Assert.Equal("CN=eerste", await SubjectAsync());

        Write("tweede");
        Assert.Equal("CN=eerste", await SubjectAsync());
        clock.Passes(ServerCertificate.Between);
        Assert.Equal("CN=tweede", await SubjectAsync());

        File.WriteAllText(At("key.pem"), "half a fi");
        clock.Passes(ServerCertificate.Between);
        Assert.Equal("CN=tweede", await SubjectAsync());
        clock.Passes(ServerCertificate.Between);
        Assert.Equal("CN=tweede", await SubjectAsync());
        Assert.StartsWith("the former certificate stays in use", Assert.Single(told), StringComparison.Ordinal);

        Write("derde");
        clock.Passes(ServerCertificate.Between);
        Assert.Equal("CN=derde", await SubjectAsync());
    }

    [Fact]
    public async Task An_old_version_of_TLS_is_not_spoken()
    {
        Write("oud");
        await ServeAsync();
#pragma warning disable CA5397, CA5398, SYSLIB0039 // That it is not spoken is what is tested.
        await Assert.ThrowsAnyAsync<Exception>(() => SubjectAsync(SslProtocols.Tls11));
#pragma warning restore CA5397, CA5398, SYSLIB0039
        Assert.Equal("CN=oud", await SubjectAsync(SslProtocols.Tls12));
        Assert.Equal("CN=oud", await SubjectAsync(SslProtocols.Tls13));
    }

    [Fact]
    public async Task An_object_travels_over_it_and_who_listens_hears_neither_its_name_nor_its_content_nor_a_key()
    {
        Write("kluis");
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await using (var listener = new AListener(vault.Address))
        {
            // Without TLS all is heard, so that what is not heard with it says something.
            await MoveAsync(listener);
            Assert.All(Said, words => Assert.True(listener.Heard(words), $"{words} was not heard"));
            Assert.False(listener.Heard(vault.Boss.Secret));
        }

        await vault.StopAsync();
        await ServeAsync();
        await using (var listener = new AListener(vault.Address))
        {
            await MoveAsync(listener);
            Assert.True(listener.Bytes > 2 * Content.Length);
            Assert.All(Said.Append(vault.Boss.Secret), words => Assert.False(listener.Heard(words), $"{words} was heard"));
        }
    }

    [Fact]
    public void Files_that_are_no_pair_are_told_before_anything_is_served()
    {
        Assert.IsType<CertificateUnreadable>(Open().Problem);
        Write("een");
        var key = File.ReadAllText(At("key.pem"));
        Write("ander");
        File.WriteAllText(At("key.pem"), key);
        Assert.IsType<CertificateUnreadable>(Open().Problem);
    }

    /// <summary>What is sent to move an object: its name, its content, what is said of it, and a key that it is sealed with besides.</summary>
    private static string[] Said => [Name, Content[..30], Author, Convert.ToBase64String(Encoding.UTF8.GetBytes(CustomersKey))];

    /// <summary>Puts an object and gets it, both by way of a listener.</summary>
    private async Task MoveAsync(AListener listener)
    {
        using var customer = new S3Customer(
            listener.Address, vault.Credential, trusts: (_, certificate, _, _) => certificate!.Subject == "CN=kluis");
        const string With = "x-amz-server-side-encryption-customer-";
#pragma warning disable CA5351 // S3 asks for the MD5 of the key, against typing errors.
        var check = Convert.ToBase64String(MD5.HashData(Encoding.UTF8.GetBytes(CustomersKey)));
#pragma warning restore CA5351
        (string, string)[] key =
        [
            ($"{With}algorithm", "AES256"), ($"{With}key", Convert.ToBase64String(Encoding.UTF8.GetBytes(CustomersKey))),
            ($"{With}key-MD5", check),
        ];
        await customer.DoAsync("PUT", $"/haven/{Name}", Encoding.UTF8.GetBytes(Content), [("x-amz-meta-author", Author), .. key]);
        Assert.Equal(Content, (await customer.DoAsync("GET", $"/haven/{Name}", null, key)).Text);
    }

    private string At(string name) => vault.At(name);

    private void Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(At("certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(At("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private Result<ServerCertificate> Open() => ServerCertificate.Open(At("certificate.pem"), At("key.pem"), clock, says => told.Enqueue(says.English));

    private Task ServeAsync() => vault.ServeAsync(certificate: Open().Value);

    private async Task<string> SubjectAsync(SslProtocols protocol = SslProtocols.None)
    {
        using var wire = new System.Net.Sockets.TcpClient();
        await wire.ConnectAsync(vault.Address.Host, vault.Address.Port, TestContext.Current.CancellationToken);
#pragma warning disable CA5359 // Self-signed: which one it is, is what is looked at.
        await using var tls = new SslStream(wire.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "kluis", EnabledSslProtocols = protocol }, TestContext.Current.CancellationToken);
        return tls.RemoteCertificate!.Subject;
    }

    private sealed class Clock : TimeProvider
    {
        private TimeSpan passed;

        public void Passes(TimeSpan time) => passed += time;

        // Stands still but for what passes, so that nothing depends on how fast the machine is.
        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero) + passed;
    }
}
