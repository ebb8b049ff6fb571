using System.Security.Cryptography;
using Sluiswachter.App;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.Cli;

/// <summary>A proof that a bucket arrived, as evidence in the register that an exit was carried out.</summary>
/// <remarks>Register and vault know nothing of each other: the register is given words, which name the proof beyond doubt.</remarks>
internal static class ArrivalEvidence
{
    /// <summary>Verifies a proof, and names it.</summary>
    /// <param name="file">The proof.</param>
    /// <param name="key">The public key of the vault's log, or a file that holds it.</param>
    public static Result<string> Of(string file, string key)
    {
        if (!File.Exists(file))
        {
            return new CannotRead(file, "no such file");
        }

        var note = File.ReadAllText(file);
        var known = LogKey.Read(File.Exists(key) ? File.ReadAllText(key) : key);
        return known.Then(by => ArrivalProof.Read(note, by)).Then<string>(proof =>
            $"{proof.Source}/{proof.Bucket} arrived in {proof.Vault}/{proof.Into}: {proof.Totals.Objects} objects, {proof.Totals.Bytes} bytes, " +
            $"{proof.Totals.Differences} differences, root {proof.Totals.Root}, " +
            $"proof sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
    }
}
