using System.Buffers.Binary;
using System.Security.Cryptography;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>One thing that happened in the vault: who did what, from where, on what, and how it ended.</summary>
/// <param name="When">When, UTC, to the millisecond.</param>
/// <param name="Who">The user or role; empty when nobody is known.</param>
/// <param name="From">The address or device it came from.</param>
/// <param name="What">The act, as S3 names it: <c>s3:PutObject</c>.</param>
/// <param name="OnWhat">What it was done to.</param>
/// <param name="Outcome">How it ended: <c>ok</c>, or the code of the refusal.</param>
/// <remarks>The five that BIO2 asks of a line in a log (8.15: event, person, device, result, moment), and the object.</remarks>
public sealed record LogEntry(DateTimeOffset When, string Who, string From, string What, string OnWhat, string Outcome)
{
    private const string Format = "sluiswachter vault 1 log entry";

    /// <summary>The bytes of all but the moment, which stands in the leaf itself.</summary>
    internal byte[] Payload => FieldBytes.Of(Format, Who, From, What, OnWhat, Outcome);

    internal static LogEntry? Read(DateTimeOffset when, ReadOnlySpan<byte> payload) =>
        FieldBytes.Read(payload, 6) is [Format, var who, var from, var what, var onWhat, var outcome]
            ? new LogEntry(when, who, from, what, onWhat, outcome)
            : null;
}

/// <summary>An entry as the log keeps it: moment and commitment for ever, words until they are erased.</summary>
/// <param name="When">When, UTC, to the millisecond.</param>
/// <param name="Commitment">HMAC-SHA256 of the payload under the salt: says nothing about either without both.</param>
/// <remarks>The leaf is the version of the format, the moment and the commitment: erasing words leaves it as it was.</remarks>
public sealed record RecordedEntry(DateTimeOffset When, LogHash Commitment)
{
    private const int SaltSize = 32;
    private const byte Format = 1;

    /// <summary>32 bytes of chance, of this entry alone; null when erased.</summary>
    public byte[]? Salt { get; init; }

    /// <summary>The words of the entry; null when erased.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>The hash with which the entry stands in the tree.</summary>
    public LogHash Leaf
    {
        get
        {
            Span<byte> leaf = stackalloc byte[1 + sizeof(long) + LogHash.Size];
            leaf[0] = Format;
            BinaryPrimitives.WriteInt64BigEndian(leaf[1..], When.ToUnixTimeMilliseconds());
            Commitment.CopyTo(leaf[(1 + sizeof(long))..]);
            return LogHash.OfLeaf(leaf);
        }
    }

    /// <summary>Records an entry.</summary>
    public static RecordedEntry Of(LogEntry entry, Randomness random)
    {
        var salt = new byte[SaltSize];
        random(salt);
        var when = DateTimeOffset.FromUnixTimeMilliseconds(entry.When.ToUnixTimeMilliseconds());
        var payload = entry.Payload;
        return new RecordedEntry(when, Commit(salt, payload)) { Salt = salt, Payload = payload };
    }

    /// <summary>The entry as bytes: moment, commitment and, unless erased, salt and payload.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(long) + LogHash.Size + (Salt?.Length ?? 0) + (Payload?.Length ?? 0)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, When.ToUnixTimeMilliseconds());
        Commitment.CopyTo(bytes.AsSpan(sizeof(long)));
        Salt?.CopyTo(bytes, sizeof(long) + LogHash.Size);
        Payload?.CopyTo(bytes, sizeof(long) + LogHash.Size + SaltSize);
        return bytes;
    }

    /// <summary>Reads an entry; null when the bytes are none.</summary>
    public static RecordedEntry? Read(ReadOnlySpan<byte> bytes)
    {
        const int Head = sizeof(long) + LogHash.Size;
        if (bytes.Length != Head && bytes.Length < Head + SaltSize)
        {
            return null;
        }

        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() ||
            milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        var when = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        var recorded = new RecordedEntry(when, new LogHash(bytes[sizeof(long)..Head]));
        return bytes.Length == Head
            ? recorded
            : recorded with { Salt = bytes.Slice(Head, SaltSize).ToArray(), Payload = bytes[(Head + SaltSize)..].ToArray() };
    }

    /// <summary>The entry without its words: the tree stays as it was, and nobody can tell what they were.</summary>
    public RecordedEntry Erased() => new(When, Commitment);

    /// <summary>The words again, when they are those that were recorded.</summary>
    public Result<LogEntry> Entry() =>
        Salt is null || Payload is null ? new EntryErased(When)
        : Salt.Length == SaltSize && Commit(Salt, Payload) == Commitment && LogEntry.Read(When, Payload) is { } entry ? entry
        : new EntryAltered(When);

    private static LogHash Commit(byte[] salt, byte[] payload) => new(HMACSHA256.HashData(salt, payload));
}

/// <summary>The words of an entry were erased, as privacy law can ask; that there was one still shows.</summary>
public sealed record EntryErased(DateTimeOffset When) : Problem(new Phrase(
    $"the words of the entry of {Moments.Text(When)} were erased; that it was there is still proven",
    $"de woorden van de regel van {Moments.Text(When)} zijn gewist; dat zij er was, is nog steeds bewezen"));

/// <summary>The words of an entry are not those that were recorded.</summary>
public sealed record EntryAltered(DateTimeOffset When) : Problem(new Phrase(
    $"the words of the entry of {Moments.Text(When)} are not those that were recorded",
    $"de woorden van de regel van {Moments.Text(When)} zijn niet wat er is vastgelegd"));
