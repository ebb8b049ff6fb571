using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A vault that is served over TLS shows its certificate, the newest that it was given, and speaks no old version.</summary>
public sealed class ServedOverTls : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tls-");
    private readonly List<string> told = [];
    private readonly Clock clock = new();
    private VaultFolder? vault;
    private VaultHost? host;

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        vault?.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_client_sees_the_certificate_that_it_was_given_and_the_new_one_when_the_files_change()
    {
        Write("eerste");
        await ServeAsync();
        Assert.StartsWith("https://127.0.0.1:", host!.Addresses.Single(), StringComparison.Ordinal);
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
    public async Task An_object_travels_over_it()
    {
        Write("kluis");
        await ServeAsync();
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject == "CN=kluis";
        using var client = new HttpClient(handler);
        using var answer = await client.GetAsync(new Uri(host!.Addresses.Single()), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<ListAllMyBucketsResult", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
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

    private string At(string name) => Path.Combine(folder.FullName, name);

    private void Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(At("certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(At("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private Result<ServerCertificate> Open() => ServerCertificate.Open(At("certificate.pem"), At("key.pem"), clock, told.Add);

    private async Task ServeAsync()
    {
        vault = VaultFolder.Create(At("kluis"), "kluis.example.nl", Country.Of("NL").Value, "een heel lange wachtzin").Value;
        var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { }) { Certificate = Open().Value };
        host = VaultHost.Build(vault, new BodyKeys(), serving).Value;
        await host.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> SubjectAsync(SslProtocols protocol = SslProtocols.None)
    {
        var port = new Uri(host!.Addresses.Single()).Port;
        using var wire = new System.Net.Sockets.TcpClient();
        await wire.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
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
