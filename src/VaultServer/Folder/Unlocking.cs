using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Tokens;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>What someone brings to unlock keys: a passphrase, keys of officers, the PIN of a token, or several of these.</summary>
/// <remarks>
/// Officers go before a token and that before a passphrase, when there are enough of them. What is of another body is left aside.
/// </remarks>
public sealed class Unlocking
{
    /// <summary>A passphrase; null: none.</summary>
    /// <remarks>Whoever made the characters wipes them, when they can be.</remarks>
    public ReadOnlyMemory<char>? Passphrase { get; init; }

    /// <summary>Keys of officers, of this body or of others.</summary>
    public IReadOnlyList<OfficerKey> OfficerKeys { get; init; } = [];

    /// <summary>The PIN of the token in which the key of the key file lies; null: none.</summary>
    public ReadOnlyMemory<char>? Pin { get; init; }

    /// <summary>Whether who brings it says that no newer key file is anywhere: rows that name other keys were altered then.</summary>
    public bool SaysNewest { get; init; }

    /// <summary>Whether nothing was brought.</summary>
    public bool IsNothing => Passphrase is null && Pin is null && OfficerKeys.Count == 0;

    /// <summary>A passphrase and nothing else.</summary>
    public static implicit operator Unlocking(string passphrase) => FromPassphrase(passphrase);

    /// <summary>A passphrase and nothing else.</summary>
    public static Unlocking FromPassphrase(string passphrase) => new() { Passphrase = passphrase.AsMemory() };

    /// <summary>The same, with another passphrase.</summary>
    public Unlocking With(string passphrase) =>
        new() { Passphrase = passphrase.AsMemory(), OfficerKeys = OfficerKeys, Pin = Pin, SaysNewest = SaysNewest };

    /// <summary>Opens one of the locks of a key file.</summary>
    internal Result<UnlockingSecret> Open(KeyFile file)
    {
        OfficerKey[] own = file.Officers is { } officers ? [.. OfficerKeys.Where(officers.Knows)] : [];
        if (own.Length > 0 && (own.Length >= file.Officers!.Need || (Passphrase is null && Pin is null)))
        {
            return file.Officers!.Open(own);
        }

        if (Pin is { } pin && file.Token is { } token)
        {
            return token.Open(file.Body, PkcsToken.Opening(token.Token, token.Key, pin));
        }

        if (Passphrase is { } words && file.Passphrase is { } locked)
        {
            return locked.Open(words.Span);
        }

        return OfficerKeys.Count > 0 && file.Officers is not null ? new NotAnOfficersKey(OfficerKeys[0].Officer.Name)
            : file.Passphrase is null ? new NoPassphrase(file.Body)
            : new NothingFits(file.Body);
    }

    /// <summary>The same key in the token locks another secret; refused when its PIN is not brought.</summary>
    internal Result<TokenLock> RelockToken(KeyFile file, UnlockingSecret secret, Randomness random) =>
        Pin is { } pin && file.Token is { } token
            ? TokenLock.Of(secret, file.Body, token.Token, token.Key, PkcsToken.Sealing(token.Token, token.Key, pin), random)
            : new TokenWouldBeLost(file.Body);

    /// <summary>The passphrase of a key file behind another secret; refused when it is not brought, or another one is.</summary>
    internal Result<PassphraseLock> Relock(KeyFile file, UnlockingSecret secret, Randomness random)
    {
        if (Passphrase is not { } words)
        {
            return new PassphraseWouldBeLost(file.Body);
        }

        return file.Passphrase!.Open(words.Span).Then(former =>
        {
            former.Dispose();
            return PassphraseLock.Of(secret, words.Span, random);
        });
    }
}

/// <summary>A key file that no passphrase opens.</summary>
public sealed record NoPassphrase(string Body) : Problem(new Phrase(
    $"the keys of {Quote(Body)} are not unlocked by a passphrase; officers bring theirs with --officer-key FILE, a token its PIN with --token-pin-file FILE",
    $"de sleutels van {Quote(Body)} gaan niet met een wachtzin open; functionarissen geven die van hen met --officer-key BESTAND, een token de pincode met --token-pin-file BESTAND"));

/// <summary>Nothing was brought that a lock of the key file takes.</summary>
public sealed record NothingFits(string Body) : Problem(new Phrase(
    $"nothing was given that unlocks the keys of {Quote(Body)}; its key file takes a passphrase",
    $"er is niets gegeven dat de sleutels van {Quote(Body)} ontsluit; het sleutelbestand vraagt een wachtzin"));

/// <summary>A lock with a passphrase that cannot be kept without the passphrase.</summary>
public sealed record PassphraseWouldBeLost(string Body) : Problem(new Phrase(
    $"the passphrase of {Quote(Body)} opens its keys too, and must be given to go on doing so; or give --without-passphrase",
    $"ook de wachtzin van {Quote(Body)} ontsluit de sleutels, en moet gegeven worden om dat te blijven doen; of geef --without-passphrase"));

/// <summary>A lock with a token that cannot be kept without its PIN.</summary>
public sealed record TokenWouldBeLost(string Body) : Problem(new Phrase(
    $"a token opens the keys of {Quote(Body)} too, and its PIN must be given to go on doing so; or give --without-token",
    $"ook een token ontsluit de sleutels van {Quote(Body)}, en de pincode moet gegeven worden om dat te blijven doen; of geef --without-token"));
