using System.Diagnostics.CodeAnalysis;

namespace Sluiswachter.Vault;

/// <summary>Why a request is refused, in S3's words.</summary>
/// <param name="Error">The reason.</param>
/// <param name="Detail">What is wrong here, in place of the general message; null when that says enough.</param>
public sealed record S3Refusal(S3Error Error, string? Detail = null)
{
    /// <summary>The message for the answer.</summary>
    public string Message => Detail ?? Error.Message();

    /// <summary>A word for the log that says more than the code, which stands for many reasons; null when the code says enough.</summary>
    public string? Because { get; init; }

    /// <summary>How the log tells it.</summary>
    public string Outcome => Because is null ? Error.Code() : $"{Error.Code()} ({Because})";

    /// <summary>The error as a refusal.</summary>
    public static implicit operator S3Refusal(S3Error error) => new(error);
}

/// <summary>A value, or the refusal that S3 answers with.</summary>
/// <remarks>The default instance holds neither and is a bug; make results by conversion.</remarks>
public readonly struct S3Result<T>
{
    private readonly T? value;

    private S3Result(T? value, S3Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>The refusal, or null when there is a value.</summary>
    public S3Refusal? Refusal { get; }

    /// <summary>True when there is a value.</summary>
    public bool Holds => Refusal is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; ask <see cref="Holds"/> first.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException(Refusal.ToString());

    /// <summary>Takes the result apart: true with the value, or false with the refusal.</summary>
    public bool Is([MaybeNullWhen(false)] out T taken, [NotNullWhen(false)] out S3Refusal? refusal)
    {
        (taken, refusal) = (value, Refusal);
        return Holds;
    }

    /// <summary>Another value made from this one, or the same refusal.</summary>
    public S3Result<TOther> Then<TOther>(Func<T, S3Result<TOther>> next) => Refusal is null ? next(value!) : Refusal;

    /// <summary>The value as a result; the way for interfaces, which have no conversions.</summary>
    public static S3Result<T> Of(T value) => new(value, null);

    /// <summary>The value as a result.</summary>
    public static implicit operator S3Result<T>(T value) => new(value, null);

    /// <summary>The refusal as a result.</summary>
    public static implicit operator S3Result<T>(S3Refusal refusal) => new(default, refusal);

    /// <summary>The error as a result.</summary>
    public static implicit operator S3Result<T>(S3Error error) => new(default, error);
}

/// <summary>A refusal that is found while a body streams through, where no result can be returned.</summary>
/// <remarks>Thrown by streams only; the server catches it once.</remarks>
public sealed class S3RefusalException(S3Refusal refusal) : IOException(refusal.Message)
{
    /// <summary>Why the body is refused.</summary>
    public S3Refusal Refusal { get; } = refusal;
}
