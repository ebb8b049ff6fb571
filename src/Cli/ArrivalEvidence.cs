using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.Cli;

/// <summary>A proof that a bucket arrived, as evidence in the register that an exit was carried out.</summary>
/// <remarks>Register and vault know nothing of each other: the register is given words, which name the proof beyond doubt.</remarks>
internal static class ArrivalEvidence
{
    /// <summary>Verifies a proof, and names it.</summary>
    /// <param name="file">The bytes of the proof.</param>
    /// <param name="key">The public key of the vault's log.</param>
    public static Result<string> Of(byte[] file, LogKey key) =>
        ArrivalProof.Read(Encoding.UTF8.GetString(file), key).Then<string>(proof =>
            $"{proof.Source}/{proof.Bucket} arrived in {proof.Vault}/{proof.Into}: {proof.Totals.Objects} objects, {proof.Totals.Bytes} bytes, " +
            $"{proof.Totals.Differences} differences, root {proof.Totals.Root}, " +
            $"proof sha256:{Convert.ToHexStringLower(SHA256.HashData(file))}");
}
