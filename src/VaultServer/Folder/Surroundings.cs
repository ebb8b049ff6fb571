using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>What a vault needs to know of the process that opens it: the secrets that are not kept in its folder, and the time.</summary>
/// <param name="Variable">The value of an environment variable; null when it is not set.</param>
/// <param name="Clock">What time it is.</param>
public sealed record Surroundings(Func<string, string?> Variable, TimeProvider Clock)
{
    /// <summary>The variable with the id of the access key of the S3 engine.</summary>
    public const string AccessKeyId = "SLUIS_BLOBS_ACCESS_KEY_ID";

    /// <summary>The variable with its secret.</summary>
    public const string SecretAccessKey = "SLUIS_BLOBS_SECRET_ACCESS_KEY";

    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ToAnswer = TimeSpan.FromMinutes(5);

    /// <summary>The environment and the clock of this process.</summary>
    public static Surroundings Process { get; } = new(Environment.GetEnvironmentVariable, TimeProvider.System);

    /// <summary>What speaks to S3 services.</summary>
    internal static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // A request that is sent on is no longer signed.
        UseCookies = false,
        ConnectTimeout = ToConnect,
        PooledConnectionLifetime = ToAnswer,
    }) { Timeout = ToAnswer };

    /// <summary>Opens an S3 engine that is there and lets this process in; what is to be disposed with it comes along.</summary>
    internal Result<(S3Blobs Blobs, HttpClient Client)> Open(ChosenBlobs chosen)
    {
        foreach (var variable in (ReadOnlySpan<string>)[AccessKeyId, SecretAccessKey])
        {
            if (string.IsNullOrEmpty(Variable(variable)))
            {
                return new BlobsSecretMissing(variable, chosen.Address.ToString());
            }
        }

        var client = NewClient();
        var credential = new S3Credential(Variable(AccessKeyId)!, Variable(SecretAccessKey)!, chosen.Region);
        var blobs = new S3Blobs(client, chosen.Address.Bucket, chosen.Address.Prefix, credential, Clock);
        if (blobs.TryAsync(CancellationToken.None).GetAwaiter().GetResult() is { } problem)
        {
            client.Dispose();
            return problem;
        }

        return (blobs, client);
    }
}

/// <summary>An S3 engine without the access key that it asks for.</summary>
/// <param name="Variable">The environment variable that is not set.</param>
/// <param name="Address">The engine.</param>
public sealed record BlobsSecretMissing(string Variable, string Address) : Problem(new Phrase(
    $"{Variable} is not set: an access key of the S3 engine {Quote(Address)} is needed, in {Surroundings.AccessKeyId} and {Surroundings.SecretAccessKey}",
    $"{Variable} is niet gezet: er is een toegangssleutel van de S3-dienst {Quote(Address)} nodig, in {Surroundings.AccessKeyId} en {Surroundings.SecretAccessKey}"));
