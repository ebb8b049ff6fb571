using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A vault in a new folder with one body and one officer, which can be served and spoken to.</summary>
internal sealed class ServedVault : IAsyncDisposable
{
    public const string Body = "org:waterschap";
    public const string Passphrase = "een heel lange wachtzin voor de proef";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");
    private readonly NewUser officer;
    private VaultHost? host;
    private bool isClosed;
    private HttpClient? client;

    public ServedVault()
    {
        var now = TimeProvider.System.GetUtcNow();
        Vault = KnownKeys.NewVault(At("kluis"));
        using var ring = KnownKeys.Add(Vault, Body);
        officer = Vault.Users.Add(ring, "baas", isOfficer: true, now).Value;
    }

    /// <summary>The vault.</summary>
    public VaultFolder Vault { get; private set; }

    /// <summary>The log of it.</summary>
    public VaultLog Log => new(Vault.Catalogue);

    /// <summary>The id of the officer.</summary>
    public string Officer => officer.User.Id;

    /// <summary>The officer with the access key.</summary>
    public NewUser Boss => officer;

    /// <summary>Where it is served.</summary>
    public Uri Address => client!.BaseAddress!;

    /// <summary>The language of the operator.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>What the server told its operator: what it could not answer well.</summary>
    public ConcurrentQueue<string> Told { get; } = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A path in a folder of this vault alone.</summary>
    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>The file of a sealed stream.</summary>
    public string FileOf(BlobId blob) => Path.Combine(Vault.Blobs, blob.Text[..2], blob.Text);

    /// <summary>Begins to serve.</summary>
    public async Task ServeAsync(
        bool mayStayLocked = false, bool locked = false, TimeProvider? clock = null, ServerCertificate? certificate = null,
        ClientPatience? clients = null)
    {
        var keys = new BodyKeys();
        foreach (var ring in Vault.Keys.Bodies().Where(_ => !locked).Select(body => KnownKeys.TryUnlock(Vault, body)))
        {
            if (ring.Holds || !mayStayLocked)
            {
                keys.Unlock(ring.Value);
            }
        }

        var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), clock ?? TimeProvider.System, Tell)
        {
            Certificate = certificate,
            Clients = clients ?? ClientPatience.Usual,
        };
        host = VaultHost.Build(Vault, keys, serving).Value;
        await host.StartAsync(Stop);
        client = new HttpClient { BaseAddress = new Uri(host.Addresses.Single()) };
    }

    /// <summary>Serves no more; all that happened is in the log then.</summary>
    public async Task StopAsync()
    {
        client?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        host = null;
    }

    /// <summary>Makes a user of a body, and keys for the body when it has none; before it is served.</summary>
    public NewUser Add(string body, string name, bool isOfficer = false)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var ring = Vault.Keys.Bodies().Contains(body) ? KnownKeys.Unlock(Vault, body) : KnownKeys.Add(Vault, body);
        return Vault.Users.Add(ring, name, isOfficer, now).Value;
    }

    /// <summary>Sends a request that the officer signs.</summary>
    public Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null) => SendAsync(officer, method, path, body);

    /// <summary>Sends a request that a user signs; null: nobody.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        NewUser? user, string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var (bare, query) = path.Split('?') is [var before, var after] ? (before, after) : (path, "");
        var plain = new S3HttpRequest(method, bare, query, Address.Authority, new S3Headers(headers));
        var signed = user is null ? plain : S3Signature.Sign(plain, new S3Credential(user.AccessKeyId, user.Secret), TimeProvider.System.GetUtcNow());
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        foreach (var (name, value) in signed.Headers.All)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await client!.SendAsync(request, Stop);
    }

    /// <summary>Who signs.</summary>
    public S3Credential Credential => new(officer.AccessKeyId, officer.Secret);

    /// <summary>Sends a request that must be answered well, and reads the answer.</summary>
    public async Task<string> DoAsync(string method, string path, string? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{text}\n{string.Join('\n', Told)}");
        return text;
    }

    /// <summary>A checkpoint of now.</summary>
    public string Checkpoint()
    {
        using var signer = KnownKeys.Signer();
        return Log.Checkpoint(signer, TimeProvider.System.GetUtcNow());
    }

    /// <summary>Changes a bucket as who holds the keys of its body does.</summary>
    public void Change(string name, Func<Bucket, Bucket> change) => Vault.Catalogue.Change(changing =>
    {
        var changed = change(changing.Bucket(BucketName.Of(name).Value)!);
        using var ring = KnownKeys.Unlock(Vault, changed.Body);
        changing.Put(BucketSeal.On(changed, ring, RandomNumberGenerator.Fill));
        return name;
    });

    /// <summary>Changes the newest version of an object to something else, as only who holds the keys of its body can.</summary>
    public void Change(string bucket, string key, Func<ObjectVersion, ObjectVersion> change) => Vault.Catalogue.Change(changing =>
    {
        var known = changing.Bucket(BucketName.Of(bucket).Value)!;
        using var ring = KnownKeys.Unlock(Vault, known.Body);
        var version = changing.Newest(known.Name, ObjectKey.Of(key).Value)!;
        var changed = change(version);
        var attributes = ring.OpenAttributes(version.Attributes.Span, version.About).Value;
        changing.Put(changed with { Attributes = ring.SealAttributes(attributes, changed.About, RandomNumberGenerator.Fill).Value });
        return key;
    });

    /// <summary>Alters the catalogue behind the back of the vault.</summary>
    public void Tamper(string sql, bool changes = true)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={At("kluis/catalogue.sqlite")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() != 0 || !changes);
    }

    /// <summary>Closes the vault, which is not served: nothing of it is in use, and no journal beside its files.</summary>
    public void Close()
    {
        if (!isClosed)
        {
            Vault.Dispose();
        }

        isClosed = true;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Close();
        folder.Delete(recursive: true);
    }

    private void Tell(Phrase says) => Told.Enqueue(says.In(Language));
}
