using System.Net;
using System.Text;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A server over a vault that others serve too: with a catalogue, caches and a log of its own, as another process has.</summary>
internal sealed class AServer : IAsyncDisposable
{
    private readonly VaultHost host;
    private readonly HttpClient client;

    private AServer(VaultFolder vault, VaultHost host, HttpClient client) => (Vault, this.host, this.client) = (vault, host, client);

    /// <summary>The vault as this server has it open.</summary>
    public VaultFolder Vault { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens a vault and serves it.</summary>
    /// <param name="folder">The folder of the vault.</param>
    /// <param name="around">Where secrets of its engines come from.</param>
    /// <param name="keys">The keys that are unlocked.</param>
    public static async Task<AServer> StartAsync(string folder, Surroundings around, BodyKeys keys)
    {
        var vault = VaultFolder.Open(folder, around).Value;
        var built = VaultHost.Build(vault, keys, new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { }));
        await built.Value.StartAsync(Stop);
        return new AServer(vault, built.Value, new HttpClient { BaseAddress = new Uri(built.Value.Addresses.Single()) });
    }

    /// <summary>Sends a request that a user signs.</summary>
    public async Task<HttpResponseMessage> SendAsync(NewUser user, string method, string path, byte[]? body = null)
    {
        var (bare, query) = path.Split('?', 2) is [var before, var after] ? (before, after) : (path, "");
        var signed = S3Signature.Sign(
            new S3HttpRequest(method, bare, query, client.BaseAddress!.Authority, new S3Headers()),
            new S3Credential(user.AccessKeyId, user.Secret), TimeProvider.System.GetUtcNow());
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in signed.Headers.All)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : new ByteArrayContent(body);
        return await client.SendAsync(request, Stop);
    }

    /// <summary>Sends a request that must be answered well; returns the body of the answer.</summary>
    public async Task<byte[]> DoAsync(NewUser user, string method, string path, byte[]? body = null)
    {
        using var answer = await SendAsync(user, method, path, body);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {(bytes.Length < 2000 ? Encoding.UTF8.GetString(bytes) : "")}");
        return bytes;
    }

    /// <summary>Serves no more.</summary>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
        Vault.Dispose();
    }
}

/// <summary>A vault over engines of some kind that can be served many times at once.</summary>
internal abstract class SharedVault : IAsyncDisposable
{
    public const string Body = ServedVault.Body;

    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("shared-");

    /// <summary>The folder of the vault.</summary>
    public string Folder => Path.Combine(place.FullName, "kluis");

    /// <summary>Where secrets of its engines come from.</summary>
    public Surroundings Around { get; private set; } = Surroundings.Process;

    /// <summary>An officer of its one body.</summary>
    public NewUser Officer { get; private set; } = null!;

    /// <summary>Makes the vault.</summary>
    public async Task<SharedVault> MakeAsync()
    {
        var (engines, around) = await EnginesAsync();
        Around = around;
        var now = TimeProvider.System.GetUtcNow();
        using var vault = VaultFolder.Create(
            Folder, "kluis.example.nl", Model.Country.Of("NL").Value, ServedVault.Passphrase, engines, around).Value;
        Keys.Unlock(KnownKeys.Add(vault, Body));
        Officer = vault.Users.Add(Keys[Body]!, "baas", isOfficer: true, now).Value;
        return this;
    }

    /// <summary>The keys of the body; opening a key file takes long, on purpose, so the servers share what was opened once.</summary>
    public BodyKeys Keys { get; } = new();

    /// <summary>Takes the keys as they are in the file now.</summary>
    public void UnlockAnew()
    {
        using var vault = VaultFolder.Open(Folder, Around).Value;
        var former = Keys[Body]!;
        Keys.Unlock(KnownKeys.Unlock(vault, Body));
        former.Dispose();
    }

    /// <summary>Starts one more server.</summary>
    public Task<AServer> ServeAsync() => AServer.StartAsync(Folder, Around, Keys);

    /// <summary>Alters the catalogue behind the back of all servers.</summary>
    public abstract void Tamper(string sql);

    public virtual ValueTask DisposeAsync()
    {
        Keys.Dispose();
        place.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Bytes by which a writer is known, of a length of its own.</summary>
    public static byte[] Bytes(int writer, int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill((byte)writer);
        return bytes;
    }

    /// <summary>The engines of a new vault.</summary>
    protected virtual Task<(ChosenEngines Engines, Surroundings Around)> EnginesAsync() =>
        Task.FromResult((ChosenEngines.Folder, Surroundings.Process));
}

/// <summary>A vault in a folder, on one machine.</summary>
internal sealed class VaultInAFolder : SharedVault
{
    /// <inheritdoc/>
    public override void Tamper(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Folder}/catalogue.sqlite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>A vault over PostgreSQL and an S3 service, which is another vault of ours.</summary>
internal sealed class VaultOverEngines(string database) : SharedVault
{
    private readonly ServedVault engine = new();

    /// <summary>The vault that is the S3 service.</summary>
    public ServedVault Engine => engine;

    /// <inheritdoc/>
    public override void Tamper(string sql)
    {
        using var connection = new Npgsql.NpgsqlConnection(database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Has the database reached in another way from now on, as who moves it writes in the description.</summary>
    public void Reach(string connection) => File.WriteAllText(
        Path.Combine(Folder, VaultDescription.FileName),
        (VaultDescription.Read(Folder)! with { Catalogue = $"postgres:{connection}" }).ToText());

    /// <summary>The secrets of the S3 service.</summary>
    public static Surroundings SecretsOf(S3Credential credential) => new(
        name => name switch
        {
            Surroundings.AccessKeyId => credential.AccessKeyId,
            Surroundings.SecretAccessKey => credential.Secret,
            _ => null,
        },
        TimeProvider.System);

    /// <inheritdoc/>
    protected override async Task<(ChosenEngines Engines, Surroundings Around)> EnginesAsync()
    {
        await engine.ServeAsync();
        await engine.DoAsync("PUT", "/blobs");
        var engines = new ChosenEngines(
            VaultEngines.PostgresAddress.Of($"postgres:{database}").Value,
            new ChosenBlobs(
                VaultEngines.BlobsAddress.Of($"{engine.Address}blobs/kluis").Value, Model.Country.Of("DE").Value));
        return (engines, SecretsOf(engine.Credential));
    }
}
