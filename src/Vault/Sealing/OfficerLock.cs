using System.Security.Cryptography;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>An unlocking secret behind several officers, of whom some are needed: two of three.</summary>
/// <param name="Need">How many officers open it: from 2 on.</param>
/// <param name="Salt">32 bytes of chance, of this lock alone.</param>
/// <param name="Officers">The officers, in order; at most <see cref="MostOfficers"/>.</param>
/// <param name="Copies">The secret, wrapped (RFC 5649) for each group of officers that is just large enough, in order.</param>
/// <remarks>
/// A copy for each group instead of sharing a secret by polynomials, as the platform has none; ten copies at most. The key of a
/// group is HKDF over the keys of its members one after the other. Fewer officers know nothing: each key is 256 bits of chance.
/// </remarks>
public sealed record OfficerLock(int Need, byte[] Salt, IReadOnlyList<Officer> Officers, IReadOnlyList<byte[]> Copies)
{
    /// <summary>Officers of a lock at most.</summary>
    public const int MostOfficers = 5;

    /// <summary>Locks a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="need">How many officers open it: 2 up to all.</param>
    /// <param name="officers">Their names: lines of text, no two the same.</param>
    /// <param name="random">Where their keys come from.</param>
    /// <returns>The lock, and a key to be handed to each officer and kept nowhere else.</returns>
    public static Result<OfficerShares> Of(
        UnlockingSecret secret, int need, IReadOnlyList<string> officers, Randomness random)
    {
        if (need < 2 || officers.Count < need || officers.Count > MostOfficers)
        {
            return new NoSuchOfficers(need, officers.Count);
        }

        if (officers.FirstOrDefault(name => !SignedNote.IsLine(name)) is { } bad)
        {
            return new NotOneLine(bad);
        }

        if (officers.Distinct(StringComparer.Ordinal).Count() < officers.Count)
        {
            return new NoSuchOfficers(need, officers.Distinct(StringComparer.Ordinal).Count());
        }

        var salt = new byte[PassphraseLock.SaltSize];
        random(salt);
        var keys = officers.Select(name => OfficerKey.Fresh(name, random)).ToList();
        Span<byte> plain = stackalloc byte[Secret.Size];
        secret.CopyTo(plain);
        var copies = new List<byte[]>();
        foreach (var group in Groups(need, keys.Count))
        {
            var key = GroupKey([.. group.Select(i => keys[i])], salt);
            copies.Add(KeyWrap.Wrap(key, plain));
            CryptographicOperations.ZeroMemory(key);
        }

        CryptographicOperations.ZeroMemory(plain);
        return new OfficerShares(new OfficerLock(need, salt, [.. keys.Select(k => k.Officer)], copies), keys);
    }

    /// <summary>Whether a key is that of one of its officers, and not of a former lock.</summary>
    public bool Knows(OfficerKey key) => Officers.Contains(key.Officer);

    /// <summary>Opens the lock with the keys of enough officers, in any order.</summary>
    public Result<UnlockingSecret> Open(IReadOnlyCollection<OfficerKey> keys)
    {
        if (keys.FirstOrDefault(k => !Knows(k)) is { } stranger)
        {
            return new NotAnOfficersKey(stranger.Officer.Name);
        }

        var present = Enumerable.Range(0, Officers.Count).Where(i => keys.Any(k => k.Officer == Officers[i])).ToArray();
        if (present.Length < Need)
        {
            return new TooFewOfficers(present.Length, Need);
        }

        var group = present[..Need];
        var place = Groups(Need, Officers.Count).FindIndex(g => g.AsSpan().SequenceEqual(group));
        var key = GroupKey([.. group.Select(i => keys.First(k => k.Officer == Officers[i]))], Salt);
        var plain = place < Copies.Count ? KeyWrap.Unwrap(key, Copies[place]) : null;
        CryptographicOperations.ZeroMemory(key);
        if (plain is not { Length: Secret.Size })
        {
            return new KeyFileDoesNotOpen();
        }

        var secret = new UnlockingSecret(plain);
        CryptographicOperations.ZeroMemory(plain);
        return secret;
    }

    /// <summary>All groups of a size, as ascending indices, in lexicographic order.</summary>
    private static List<int[]> Groups(int size, int of, int start = 0)
    {
        IEnumerable<int[]> none = [[]];
        var groups =
            from first in Enumerable.Range(start, of - start)
            from rest in Groups(size - 1, of, first + 1)
            select rest.Prepend(first).ToArray();
        return [.. size == 0 ? none : groups];
    }

    private static byte[] GroupKey(OfficerKey[] keys, byte[] salt)
    {
        var all = GC.AllocateUninitializedArray<byte>(keys.Length * Secret.Size, pinned: true);
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i].CopyTo(all.AsSpan(i * Secret.Size, Secret.Size));
        }

        var context = FieldBytes.Of(["sluiswachter vault 1 officers", .. keys.Select(k => k.Officer.Name)]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, all, Secret.Size, salt, context);
        CryptographicOperations.ZeroMemory(all);
        return key;
    }
}

/// <summary>An officer of a lock.</summary>
/// <param name="Name">The officer's name or role.</param>
/// <param name="Fingerprint">What tells the officer's key from others, 16 hexadecimal digits; of no use to find the key.</param>
public sealed record Officer(string Name, string Fingerprint);

/// <summary>A lock, and the keys to be handed to its officers.</summary>
/// <param name="Lock">The lock, to be kept in the key file.</param>
/// <param name="Keys">A key for each officer, in order.</param>
public sealed record OfficerShares(OfficerLock Lock, IReadOnlyList<OfficerKey> Keys);

/// <summary>Numbers of officers that make no lock.</summary>
public sealed record NoSuchOfficers(int Need, int Officers) : Problem(new Phrase(
    $"{Need} of {Officers} officers: expected 2 or more, of at most {OfficerLock.MostOfficers} with names of their own",
    $"{Need} van {Officers} functionarissen: verwacht 2 of meer, van hoogstens {OfficerLock.MostOfficers} met elk een eigen naam"));

/// <summary>A key that is of no officer of this lock, or of a former lock.</summary>
public sealed record NotAnOfficersKey(string Name) : Problem(new Phrase(
    $"the key of {Quote(Name)} is not one of this key file's",
    $"de sleutel van {Quote(Name)} hoort niet bij dit sleutelbestand"));

/// <summary>Not enough officers to open a lock.</summary>
public sealed record TooFewOfficers(int Present, int Need) : Problem(new Phrase(
    $"{Present} of the officers' keys given, and {Need} needed",
    $"{Present} sleutels van functionarissen gegeven, en {Need} nodig"));
