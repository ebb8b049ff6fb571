using System.Security.Cryptography;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli.Tests;

/// <summary>A vault as <c>create</c> and <c>add-body</c> make it, but for its passphrase, which takes a third of the time to try.</summary>
/// <remarks>
/// Trying a passphrase takes long, on purpose: hundreds of commands in tests would pay for it. So one vault is made for the
/// whole run, by the two verbs, and locked anew by the fewest rounds that a vault takes; a test gets a copy.
/// </remarks>
internal static class AVaultToBeginWith
{
    /// <summary>The body that has keys in it.</summary>
    public const string Body = "org:waterschap";

    /// <summary>The passphrase of the vault and of its body.</summary>
    public const string Passphrase = "een heel lange wachtzin";

    private static readonly Lazy<string> Pattern = new(MakePattern);

    /// <summary>Puts it in a folder that is not there yet.</summary>
    public static void In(string path) => Folders.Copy(Pattern.Value, path);

    /// <summary>What is told of the bucket that <see cref="NameAnotherKey"/> makes.</summary>
    public const string Doubt = "the bucket 'haven' names the key 0123456789abcdef/7";

    /// <summary>Has a bucket name a key that nobody has, as who writes the catalogue can, or a rotation on another machine would.</summary>
    public static void NameAnotherKey(string path)
    {
        using var vault = VaultFolder.Open(path).Value;
        byte[] seal = [1, .. Convert.FromHexString("0123456789abcdef00000007"), .. new byte[48]];
        vault.Catalogue.Change(change =>
        {
            change.Put(new Bucket(BucketName.Of("haven").Value, Body, "u", DateTimeOffset.UnixEpoch) { Seal = seal });
            return true;
        });
    }

    private static string MakePattern()
    {
        var path = Path.Join(Folders.ForTheWholeRun(), "kluis");
        using var terminal = new AtATerminal();
        var words = terminal.File("words", Passphrase + "\n");
        terminal.Does("vault", "create", path, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        terminal.Does("vault", "add-body", path, Body, "--passphrase-file", words);
        LockAnew(Path.Join(path, "log.pem"), Directory.GetFiles(Path.Join(path, "keys"), "*.json").Single());
        return path;
    }

    private static void LockAnew(string logKey, string bodyKeys)
    {
        using var log = ECDsa.Create();
        log.ImportFromEncryptedPem(File.ReadAllText(logKey), Passphrase);
        var strength = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA512, PassphraseLock.Fewest);
        File.WriteAllText(logKey, log.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, strength) + "\n");

        var keys = KeyFile.Read(File.ReadAllText(bodyKeys)).Value;
        using var secret = keys.Passphrase!.Open(Passphrase).Value;
        var again = PassphraseLock.Of(secret, Passphrase, RandomNumberGenerator.Fill, PassphraseLock.Fewest).Value;
        File.WriteAllText(bodyKeys, (keys with { Passphrase = again }).ToText());
    }
}
