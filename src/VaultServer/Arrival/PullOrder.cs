using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Arrival;

/// <summary>What is to be pulled, into what, for whom.</summary>
/// <param name="Bucket">The bucket at the source.</param>
/// <param name="Into">The bucket in the vault, which is made when it is not there.</param>
/// <param name="Owner">The user of the vault who owns what arrives; the bucket is of its body.</param>
public sealed record PullOrder(string Bucket, BucketName Into, VaultUser Owner)
{
    /// <summary>How many keys are pulled at once when nobody says otherwise.</summary>
    public const int UsualParallel = 4;

    /// <summary>How many keys are pulled at once, 1 to 64; the versions of one key come one after the other.</summary>
    public int Parallel { get; init; } = UsualParallel;
}

/// <summary>How far a pull is.</summary>
/// <param name="Versions">Versions and delete markers that have arrived in this run.</param>
/// <param name="Bytes">Bytes that have arrived in this run.</param>
/// <param name="Known">Versions that were in the vault already.</param>
/// <param name="Failed">Versions that could not be taken.</param>
public sealed record PullProgress(long Versions, long Bytes, long Known, long Failed);

/// <summary>What a pull came to.</summary>
/// <param name="Proof">What the vault declares.</param>
/// <param name="Note">The proof, signed.</param>
public sealed record PullOutcome(ArrivalProof Proof, string Note);

/// <summary>A bucket in the vault that is of another body.</summary>
public sealed record BucketOfAnotherBody(string Bucket) : Problem(new Phrase(
    $"the bucket {Quote(Bucket)} in this vault is of another body; choose another name with --into or --prefix",
    $"de bucket {Quote(Bucket)} in deze kluis is van een andere organisatie; kies een andere naam met --into of --prefix"));

/// <summary>A bucket in the vault that keeps less than the one at the source, and is somebody else's to change.</summary>
public sealed record BucketKeepsLess(string Bucket) : Problem(new Phrase(
    $"the bucket {Quote(Bucket)} in this vault is another user's and keeps no versions, or locks none, as at the source; choose another name",
    $"de bucket {Quote(Bucket)} in deze kluis is van een ander en bewaart geen versies, of vergrendelt ze niet, zoals bij de bron; kies een andere naam"));

/// <summary>A body whose keys are locked, so that nothing can be sealed for it.</summary>
public sealed record BodyIsLocked(string Body) : Problem(new Phrase(
    $"the keys of {Quote(Body)} are locked", $"de sleutels van {Quote(Body)} zijn vergrendeld"));
