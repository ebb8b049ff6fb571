using System.Buffers.Binary;
using System.Security.Cryptography;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>The keys of one body: versions, of which the last is current and wraps what is new.</summary>
/// <remarks>
/// A ring does not change: rotation and destruction give another ring with its own copies of the keys, and the former is to be
/// disposed when nothing uses it any more. Wrapping and opening is safe for any number of threads.
/// </remarks>
public sealed class KeyRing : IDisposable
{
    private readonly KeyVersion[] versions;

    internal KeyRing(string body, ulong id, KeyVersion[] versions) => (Body, Id, this.versions) = (body, id, versions);

    /// <summary>Whose keys: the id of the public body.</summary>
    public string Body { get; }

    /// <summary>All versions, from the first to the last.</summary>
    public IReadOnlyList<KeyVersion> Versions => versions;

    /// <summary>The version that wraps what is new.</summary>
    public KeyVersion Current => versions[^1];

    /// <summary>Which ring, as <see cref="KeyName"/> has it.</summary>
    internal ulong Id { get; }

    /// <summary>A ring with one version.</summary>
    /// <param name="body">The body: a text of one line.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="random">Where the key comes from.</param>
    public static Result<KeyRing> Fresh(string body, DateTimeOffset at, Randomness random)
    {
        if (!SignedNote.IsLine(body))
        {
            return new NotOneLine(body);
        }

        Span<byte> chance = stackalloc byte[sizeof(ulong)];
        random(chance);
        var id = BinaryPrimitives.ReadUInt64BigEndian(chance);
        return new KeyRing(body, id, [KeyVersion.Active(new BodyKey(body, new KeyName(id, 1), random), at)]);
    }

    /// <summary>The ring with a new current version; the former is retired: it opens, and wraps no more.</summary>
    /// <exception cref="InvalidOperationException">The keys of the body were destroyed.</exception>
    public KeyRing Rotate(DateTimeOffset at, Randomness random)
    {
        if (Current.State == KeyState.Destroyed)
        {
            throw new InvalidOperationException("the keys of this body were destroyed; a new ring is another body's");
        }

        var next = new BodyKey(Body, new KeyName(Id, Current.Name.Version + 1), random);
        return new KeyRing(Body, Id, [.. versions[..^1].Select(v => v.Copy()), Current.Retired(), KeyVersion.Active(next, at)]);
    }

    /// <summary>Destroys all retired versions before one; versions that were destroyed already stay so.</summary>
    /// <param name="version">The first that is kept: 2 up to the current one.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="signer">The key of the log, which signs the proof.</param>
    public Result<Erasure> DestroyBefore(int version, string by, DateTimeOffset at, LogSigner signer) =>
        version > Current.Name.Version ? new CurrentVersionIsNeeded(Current.Name)
        : version < 2 ? new UnknownKey(new KeyName(Id, version - 1))
        : Erase(v => v.Name.Version < version, by, at, signer);

    /// <summary>Destroys all versions: the data of the body is gone for good, in every copy (crypto-erasure).</summary>
    public Result<Erasure> DestroyAll(string by, DateTimeOffset at, LogSigner signer) => Erase(_ => true, by, at, signer);

    /// <summary>Wraps the data key of a blob under the current version.</summary>
    /// <param name="key">The data key.</param>
    /// <param name="blob">The blob that it seals; for another it does not open.</param>
    /// <param name="customer">A key of the customer that is needed too; null: none.</param>
    /// <returns>54 bytes; 62 with a customer's key.</returns>
    public Result<byte[]> Wrap(DataKey key, BlobId blob, CustomerKey? customer = null)
    {
        if (Current.Key is not { } master)
        {
            return new DestroyedKey(Current.Name);
        }

        Span<byte> secret = stackalloc byte[Secret.Size];
        key.CopyTo(secret);
        var wrapped = customer is null
            ? master.Wrap(secret, blob, needsCustomer: false)
            : master.Wrap(KeyWrap.Wrap(customer, CustomerContext(blob), secret), blob, needsCustomer: true);
        CryptographicOperations.ZeroMemory(secret);
        return wrapped;
    }

    /// <summary>Unwraps the data key of a blob, to open it.</summary>
    public Result<DataKey> Unwrap(ReadOnlySpan<byte> wrapped, BlobId blob, CustomerKey? customer = null)
    {
        if (BodyKey.NameOfWrapped(wrapped) is not var (name, needsCustomer))
        {
            return new DoesNotOpen();
        }

        if (needsCustomer && customer is null)
        {
            return new CustomerKeyIsNeeded();
        }

        var master = Find(name);
        if (!master.Holds)
        {
            return master.Problem!;
        }

        var secret = master.Value.Unwrap(wrapped, blob);
        if (secret is null || !needsCustomer)
        {
            return KeyOf(secret) is { } key ? key : new DoesNotOpen();
        }

        return KeyOf(KeyWrap.Unwrap(customer!, CustomerContext(blob), secret)) is { } own ? own : new WrongCustomerKey();
    }

    /// <summary>The same data key wrapped under the current version: rotation without touching data, or a customer's key.</summary>
    /// <returns>The very same bytes when they are of the current version already.</returns>
    public Result<byte[]> Rewrap(byte[] wrapped, BlobId blob)
    {
        if (BodyKey.NameOfWrapped(wrapped) is not var (name, needsCustomer))
        {
            return new DoesNotOpen();
        }

        var former = Find(name);
        if (!former.Holds || Current.Key is not { } master)
        {
            return former.Problem ?? new DestroyedKey(Current.Name);
        }

        if (former.Value.Unwrap(wrapped, blob) is not { } secret)
        {
            return new DoesNotOpen();
        }

        var anew = name == Current.Name ? wrapped : master.Wrap(secret, blob, needsCustomer);
        CryptographicOperations.ZeroMemory(secret);
        return anew;
    }

    /// <summary>Seals attributes of an object or bucket under the current version.</summary>
    /// <param name="attributes">The attributes, in any form.</param>
    /// <param name="of">What they are about; for anything else they do not open.</param>
    /// <param name="random">Where the salt comes from.</param>
    /// <returns>61 bytes more.</returns>
    public Result<byte[]> SealAttributes(ReadOnlySpan<byte> attributes, AttributesOf of, Randomness random) =>
        Current.Key is { } master ? master.Seal(attributes, of, random) : new DestroyedKey(Current.Name);

    /// <summary>Opens attributes.</summary>
    public Result<byte[]> OpenAttributes(ReadOnlySpan<byte> sealedBytes, AttributesOf of)
    {
        if (BodyKey.NameOfSealed(sealedBytes) is not { } name)
        {
            return new DoesNotOpen();
        }

        var master = Find(name);
        return !master.Holds ? master.Problem!
            : master.Value.Open(sealedBytes, of) is { } attributes ? attributes
            : new DoesNotOpen();
    }

    /// <summary>Which version wrapped a data key; null when it is none.</summary>
    public static KeyName? WrappedBy(ReadOnlySpan<byte> wrapped) => BodyKey.NameOfWrapped(wrapped)?.Name;

    /// <summary>Which version sealed attributes; null when they are none.</summary>
    public static KeyName? SealedBy(ReadOnlySpan<byte> attributes) => BodyKey.NameOfSealed(attributes);

    /// <summary>Wipes all keys.</summary>
    public void Dispose()
    {
        foreach (var version in versions)
        {
            version.Key?.Dispose();
        }
    }

    private static DataKey? KeyOf(byte[]? secret)
    {
        if (secret is not { Length: Secret.Size })
        {
            return null;
        }

        var key = new DataKey(secret);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    private byte[] CustomerContext(BlobId blob) => FieldBytes.Of("sluiswachter vault 1 customer key", Body, blob.Text);

    private Result<BodyKey> Find(KeyName name) =>
        Array.Find(versions, v => v.Name == name) is not { } version ? new UnknownKey(name)
        : version.Key is { } key ? key
        : new DestroyedKey(name);

    private Result<Erasure> Erase(Predicate<KeyVersion> which, string by, DateTimeOffset at, LogSigner signer)
    {
        if (!SignedNote.IsLine(by))
        {
            return new NotOneLine(by);
        }

        var meant = Array.FindAll(versions, v => which(v));
        var kept = Array.FindAll(meant, v => v.State != KeyState.Destroyed);
        if (kept.Length == 0)
        {
            return new DestroyedKey(meant[^1].Name);
        }

        var proof = ErasureProof.Of(Body, kept, by, at);
        var left = new KeyRing(Body, Id, [.. versions.Select(v => which(v) ? v.Destroyed() : v.Copy())]);
        return new Erasure(left, SignedNote.Sign(proof.Text, signer));
    }
}

/// <summary>A ring after a destruction, and the proof of it.</summary>
/// <param name="Ring">The ring without the keys; the keys are gone when the former ring is disposed and its files are destroyed.</param>
/// <param name="Proof">The proof as a signed note, which <see cref="ErasureProof.Read"/> checks.</param>
public sealed record Erasure(KeyRing Ring, string Proof);

/// <summary>What may be done with a version of a key.</summary>
public enum KeyState
{
    /// <summary>It wraps and opens.</summary>
    Active = 1,

    /// <summary>It opens what it wrapped.</summary>
    Retired = 2,

    /// <summary>It is no more, and neither is what it wrapped.</summary>
    Destroyed = 3,
}

/// <summary>A version of a body's key.</summary>
public sealed class KeyVersion
{
    internal KeyVersion(KeyName name, KeyState state, DateTimeOffset since, string fingerprint, BodyKey? key) =>
        (Name, State, Since, Fingerprint, Key) = (name, state, since, fingerprint, key);

    /// <summary>Its name.</summary>
    public KeyName Name { get; }

    /// <summary>What may be done with it.</summary>
    public KeyState State { get; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>What tells it from others, and stays when it is destroyed: 64 hexadecimal digits.</summary>
    /// <remarks>SHA-256 of a value derived from the key; of no use to find the key.</remarks>
    public string Fingerprint { get; }

    internal BodyKey? Key { get; }

    internal static KeyVersion Active(BodyKey key, DateTimeOffset since) =>
        new(key.Name, KeyState.Active, since, key.Fingerprint, key);

    internal KeyVersion Copy() => new(Name, State, Since, Fingerprint, Key?.Copy());

    internal KeyVersion Retired() => new(Name, KeyState.Retired, Since, Fingerprint, Key?.Copy());

    internal KeyVersion Destroyed() => new(Name, KeyState.Destroyed, Since, Fingerprint, null);
}
