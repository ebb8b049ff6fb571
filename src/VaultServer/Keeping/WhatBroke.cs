using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>What broke while a vault was served, in words for its operator.</summary>
internal static class WhatBroke
{
    /// <summary>A sentence where there is one; else what the machine said; of a defect, where in the program it is.</summary>
    public static Phrase Says(Exception broken) => broken switch
    {
        CatalogueFailure failure => failure.Says,
        AlteredRowException altered => altered.Problem.Says,
        BrokenSealException seal => seal.Problem.Says,
        IOException => new Phrase(broken.Message, broken.Message),
        _ => new Phrase(broken.ToString(), broken.ToString()),
    };

    /// <summary>The same, after the words for what it happened to, which are those of a protocol.</summary>
    public static Phrase Says(string where, Exception broken) => Named(new Phrase(where, where), Says(broken));

    /// <summary>A sentence, after the name of what tells it.</summary>
    public static Phrase Named(Phrase name, Phrase says) => new($"{name.English}: {says.English}", $"{name.Dutch}: {says.Dutch}");
}
