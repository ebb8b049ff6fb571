using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.Cli;

/// <summary>The verbs of proofs that a bucket arrived.</summary>
internal static class VaultProofVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "vault proof", new Phrase(
            "Check the proof that a bucket arrived, with nothing of either side but public keys",
            "Controleer het bewijs dat een bucket is aangekomen, met niets van beide kanten dan publieke sleutels"),
        [new VaultProofVerifyVerb(terminal, clock, global)]);
}

/// <summary>Checks a proof that a bucket arrived, against its list or against a part of it.</summary>
internal sealed class VaultProofVerifyVerb : Verb
{
    private readonly Argument<string> proof;
    private readonly Option<string?> list;
    private readonly Option<string> key;
    private readonly Option<string?> of;
    private readonly Option<string?> leaf;

    public VaultProofVerifyVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault proof verify", new Phrase(
            "Add the list of what arrived up again and compare it with the signed proof; exits with 3 when anything does not fit",
            "Tel de lijst van wat aankwam opnieuw op en vergelijk die met het ondertekende bewijs; eindigt met 3 als iets niet past"))
    {
        proof = PathArgument("proof", PathKind.File, "The proof", "Het bewijs");
        list = PathOption<string?>("--list", PathKind.File, "The list that came with it", "De lijst die erbij hoort");
        key = PathOption<string>("--key", PathKind.FileOrText,
            "The public key of the vault's log", "De publieke sleutel van het logboek van de kluis");
        key.Required = true;
        of = Option<string?>("--object", terminal.Say("KEY", "SLEUTEL"),
            "Print, for who may not see the list, that the versions of this key are in it",
            "Druk af dat de versies van deze sleutel erin staan, voor wie de lijst niet mag zien");
        leaf = PathOption<string?>("--leaf", PathKind.File, "Check what --object printed, without the list", "Controleer wat --object afdrukte, zonder de lijst");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault proof verify papers.proof --list papers.list --key log.pub", new Phrase(
            "whether the list is the one that was signed", "of de lijst die is die is ondertekend")),
        ("sluis vault proof verify papers.proof --leaf besluit.leaf --key log.pub", new Phrase(
            "whether one object is among what arrived", "of één object bij het aangekomene hoort")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed)
    {
        if ((parsed.GetValue(list) is null) == (parsed.GetValue(leaf) is null) ||
            (parsed.GetValue(of) is not null && parsed.GetValue(list) is null))
        {
            return Refuse(new ListOrLeaf());
        }

        var note = TextOf(parsed.GetValue(proof)!);
        var part = parsed.GetValue(leaf) is { } file ? TextOf(file) : "";
        var lines = parsed.GetValue(list) is { } named ? LinesOf(named) : Result<IEnumerable<string>>.Of([]);
        return (note.Problem ?? part.Problem ?? lines.Problem) is { } problem
            ? Refuse(problem)
            : When(PublicKey(parsed.GetValue(key)!), known => Check(parsed, ArrivalProof.Read(note.Value, known), part.Value, lines.Value));
    }

    private int Check(ParseResult parsed, Result<ArrivalProof> signed, string part, IEnumerable<string> lines)
    {
        if (!signed.Holds)
        {
            Complain(signed.Problem!);
            return ExitCodes.CheckFailed;
        }

        return parsed.GetValue(list) is null ? CheckLeaf(signed.Value, part)
            : parsed.GetValue(of) is { } name ? Print(signed.Value, name, lines)
            : CheckList(signed.Value, lines);
    }

    private int CheckList(ArrivalProof signed, IEnumerable<string> lines)
    {
        var misfits = ArrivalCheck.Misfits(signed, lines);
        foreach (var misfit in misfits)
        {
            Complain(misfit);
        }

        if (misfits.Count > 0)
        {
            Terminal.Error.WriteLine(Terminal.Say(
                "If a pull was broken off just when it wrote these two, run it again: it writes both anew.",
                "Als een ophaling is afgebroken net toen ze deze twee schreef, doe haar dan opnieuw: ze schrijft beide opnieuw."));
            return ExitCodes.CheckFailed;
        }

        var totals = signed.Totals;
        Terminal.Out.WriteLine(Terminal.Say(
            $"The list is that of the proof: {totals.Objects} versions of objects, {totals.Markers} delete markers, {totals.Bytes} bytes of " +
            $"{signed.Source}/{signed.Bucket} were in {signed.Vault}, {signed.Into}, with {totals.Differences} differences.",
            $"De lijst is die van het bewijs: {totals.Objects} versies van objecten, {totals.Markers} verwijdermarkeringen, {totals.Bytes} bytes van " +
            $"{signed.Source}/{signed.Bucket} stonden in {signed.Vault}, {signed.Into}, met {totals.Differences} verschillen."));
        return ExitCodes.Done;
    }

    private int Print(ArrivalProof signed, string name, IEnumerable<string> lines)
    {
        var inclusions = ArrivalCheck.Inclusions(signed, name, () => lines);
        if (!inclusions.Holds)
        {
            Complain(inclusions.Problem!);
            return ExitCodes.CheckFailed;
        }

        Terminal.Out.Write(string.Join('\n', inclusions.Value.Select(i => i.Text)));
        return ExitCodes.Done;
    }

    private int CheckLeaf(ArrivalProof signed, string text)
    {
        foreach (var part in text.TrimEnd('\n').Split("\n\n"))
        {
            var inclusion = ArrivalInclusion.Read(part + "\n", signed);
            if (!inclusion.Holds)
            {
                Complain(inclusion.Problem!);
                return ExitCodes.CheckFailed;
            }

            var version = inclusion.Value.Version;
            var name = Terminal.Plain(version.Key);
            Terminal.Out.WriteLine(Terminal.Say(
                $"Among what arrived: {name}, version {version.Mark.Version}, {version.Size} bytes, sha256 {version.Mark.Sha256}",
                $"Bij wat aankwam: {name}, versie {version.Mark.Version}, {version.Size} bytes, sha256 {version.Mark.Sha256}"));
        }

        return ExitCodes.Done;
    }
}

/// <summary>A proof is checked with its list, or with a part of it.</summary>
internal sealed record ListOrLeaf() : Problem(new Phrase(
    "name the list with --list, or a part of it with --leaf; --object goes with a list",
    "noem de lijst met --list, of een deel ervan met --leaf; --object hoort bij een lijst"));
