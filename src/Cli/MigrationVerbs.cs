using System.CommandLine;
using Sluiswachter.App;
using Sluiswachter.App.Inquiries;
using Sluiswachter.App.Migrations;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.Cli;

/// <summary>The verbs about migrations: proposing, the steps, and the questions.</summary>
internal static class MigrationVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "migration", new Phrase(
            "Propose, judge and follow migrations of government IT",
            "Stel migraties van overheids-IT voor, beoordeel en volg ze"),
        [
            new MigrationProposeVerb(terminal, clock, global),
            .. MigrationStepVerb.All.Select(step => new MigrationStepVerb(terminal, clock, global, step)),
            .. Inquiry.All.Where(i => i.Group == "migration").Select(i => new InquiryVerb(terminal, clock, global, i)),
        ]);

    /// <summary>Where a migration stands, and where to read more.</summary>
    public static IReadOnlyList<string> Tell(Terminal terminal, string id, StepOutcome outcome)
    {
        if (outcome.Standing is not { } standing)
        {
            return [];
        }

        var told = new List<string>
        {
            terminal.Say($"{id} is {MigrationWords.Of(standing.State).English}.", $"{id} is {MigrationWords.Of(standing.State).Dutch}."),
        };
        if (outcome.Effect is { } effect)
        {
            told.Add($"{terminal.Say("The effect", "Het gevolg")}: {effect.Says.In(terminal.Language)}.");
        }

        told.Add(terminal.Say($"Look at it: sluis migration show {id}", $"Bekijk haar: sluis migration show {id}"));
        return told;
    }
}

/// <summary>Proposes a migration.</summary>
internal sealed class MigrationProposeVerb : DecisionVerb
{
    private readonly Argument<string> id;
    private readonly Option<string[]> requirements;

    public MigrationProposeVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "migration propose", new Phrase(
            "Propose a migration, with what would be required after it", "Stel een migratie voor, met wat erna nodig zou zijn"))
    {
        var text = Terminal.Say("TEXT", "TEKST");
        id = Argument("id", "The id that the migration gets", "Het id dat de migratie krijgt");
        Text("--organisation", "ID", "The body that would move", "De organisatie die zou overstappen");
        Text("--name", text, "What it is called", "Hoe ze heet");
        Text("--reason", text, "Why the body wants it", "Waarom de organisatie dit wil");
        Text("--planned-on", terminal.Say("DATE", "DATUM"), "The day on which it is to be carried out", "De dag waarop ze zou worden uitgevoerd");
        requirements = Option<string[]>("--requirement", "ID", "What would be required: a requirement with status considered", "Wat nodig zou zijn: een afhankelijkheid met status considered");
        Text("--bundle", PathKind.FileOrFolder, "A bundle that is imported in the same change; its requirements are parts", "Een bundel die in dezelfde wijziging wordt ingelezen; zijn afhankelijkheden zijn delen");
        Who();
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis migration propose mail-to-acme --organisation gm0034 --name \"Mail to Acme\" --planned-on 2027-06-01 --requirement r-mail-new --by CIO", new Phrase(
            "with a requirement of the register", "met een afhankelijkheid uit het register")),
        ("sluis migration propose mail-to-acme --organisation gm0034 --name \"Mail to Acme\" --planned-on 2027-06-01 --bundle plan --by CIO", new Phrase(
            "with a bundle of considered requirements", "met een bundel overwogen afhankelijkheden")),
    ];

    /// <inheritdoc />
    protected override Func<IRegisterStore, (Complaints Complaints, IReadOnlyList<string> Told)> Understand(ParseResult parsed)
    {
        var proposal = new MigrationProposal(
            parsed.GetValue(id)!, Needed(parsed, "--organisation"), Needed(parsed, "--name"), Needed(parsed, "--by"))
        {
            Reason = Given(parsed, "--reason"),
            PlannedOn = Day(parsed, "--planned-on"),
            Requirements = parsed.GetValue(requirements) ?? [],
            Bundle = Given(parsed, "--bundle"),
            Why = Given(parsed, "--why"),
        };
        return store =>
        {
            var outcome = new ProposeMigration(store, Clock).Run(proposal);
            return (outcome.Complaints, MigrationVerbs.Tell(Terminal, proposal.Id, outcome));
        };
    }
}

/// <summary>Takes one step of a migration.</summary>
internal sealed class MigrationStepVerb : DecisionVerb
{
    private readonly DecidableStep step;
    private readonly Argument<string> id;
    private readonly Option<bool>? independent;
    private readonly Option<string[]>? only;

    public MigrationStepVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, DecidableStep step)
        : base(terminal, clock, global, $"migration {step.Word}", step.Summary)
    {
        this.step = step;
        var (role, text, day) = (terminal.Say("ROLE", "ROL"), terminal.Say("TEXT", "TEKST"), terminal.Say("DATE", "DATUM"));
        id = Argument("id", "The migration", "De migratie");
        if (step.Kind == DecisionKind.Substantiated)
        {
            independent = Option<bool>("--independent", null, "It was made independently of who proposed", "Ze is gemaakt onafhankelijk van wie voorstelde");
        }

        if (step.Kind == DecisionKind.Approved)
        {
            only = Option<string[]>("--only", "ID", "Only these requirements may go", "Alleen deze afhankelijkheden mogen doorgaan");
            Text("--measures", text, "What must be in place first", "Wat eerst moet zijn getroffen");
            Text("--watched-by", role, "The role that watches over the measures", "De rol die op de maatregelen toeziet");
            Text("--due-on", day, "The day by which they are in place, or the consent lapses", "De dag waarop ze zijn getroffen, of de instemming vervalt");
        }

        Text("--reason", text, "Why", "Waarom");
        Text("--evidence", terminal.Say("LINK", "LINK"), "Where it can be read", "Waar het te lezen is");
        if (step.Kind == DecisionKind.CarriedOut)
        {
            Text("--arrival", PathKind.File, "The proof of sluis vault pull that a bucket arrived, as evidence", "Het bewijs van sluis vault pull dat een bucket is aangekomen, als onderbouwing");
            Text("--arrival-key", PathKind.FileOrText, "The public key of that vault's log", "De publieke sleutel van het logboek van die kluis");
        }

        Text("--organisation", "ID", "The body whose role decides (default: that which would move)", "De organisatie waarvan de rol besluit (standaard: die zou overstappen)");
        Text("--on", day, "The day on which it was decided (default: today)", "De dag waarop het is besloten (standaard: vandaag)");
        Who();
    }

    /// <summary>Every step after the proposal.</summary>
    public static IReadOnlyList<DecidableStep> All { get; } =
    [
        new("substantiate", DecisionKind.Substantiated, new Phrase("Say where it is shown why the migration is needed", "Vertel waar is onderbouwd dat de migratie nodig is"), "--by inspectorate --independent --evidence https://example.org/report"),
        new("approve", DecisionKind.Approved, new Phrase("Consent to a migration, to part of it, or under conditions", "Stem in met een migratie, met een deel, of onder voorwaarden"), "--by minister --only r-mail-new --measures \"own keys\" --watched-by CISO --due-on 2027-05-01"),
        new("measures-in-place", DecisionKind.MeasuresInPlace, new Phrase("Say that the measures of a consent are in place", "Vertel dat de maatregelen van een instemming zijn getroffen"), "--by CISO"),
        new("inform-house", DecisionKind.HouseInformed, new Phrase("Say that the House was informed", "Vertel dat de Kamer is geïnformeerd"), "--on 2027-03-01 --by minister"),
        new("refuse", DecisionKind.Refused, new Phrase("Refuse a migration", "Wijs een migratie af"), "--reason \"no exit\" --by minister"),
        new("reconsider", DecisionKind.Reconsidered, new Phrase("Consider a migration again, from the start", "Heroverweeg een migratie, vanaf het begin"), "--reason \"the supplier was sold\" --by minister"),
        new("withdraw", DecisionKind.Withdrawn, new Phrase("Withdraw a migration", "Trek een migratie in"), "--reason \"another way was found\" --by CIO"),
        new("carry-out", DecisionKind.CarriedOut, new Phrase("Say that a migration was carried out", "Vertel dat een migratie is uitgevoerd"), "--by CIO"),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples =>
        [($"sluis migration {step.Word} mail-to-acme {step.Example}", step.Summary)];

    /// <inheritdoc />
    protected override Func<IRegisterStore, (Complaints Complaints, IReadOnlyList<string> Told)> Understand(ParseResult parsed)
    {
        var arrival = Given(parsed, "--arrival") is { } proof
            ? Arrived(proof, Needed(parsed, "--arrival-key"))
            : default(Result<string>?);
        var taken = new MigrationStep(parsed.GetValue(id)!, step.Kind, Needed(parsed, "--by"))
        {
            Organisation = Given(parsed, "--organisation"),
            On = Day(parsed, "--on"),
            Reason = Given(parsed, "--reason"),
            Evidence = arrival is { Holds: true } arrived ? arrived.Value : Given(parsed, "--evidence"),
            IsIndependent = independent is not null && parsed.GetValue(independent),
            Only = only is null ? [] : parsed.GetValue(only) ?? [],
            Measures = Given(parsed, "--measures"),
            WatchedBy = Given(parsed, "--watched-by"),
            DueOn = Day(parsed, "--due-on"),
            Why = Given(parsed, "--why"),
        };
        return store =>
        {
            if (arrival?.Problem is { } problem)
            {
                var complaints = new Complaints();
                complaints.Add(new Complaint(new Place(Given(parsed, "--arrival")!), problem));
                return (complaints, []);
            }

            var outcome = new DecideMigration(store, Clock, ShippedContent.MigrationGates).Run(taken);
            return (outcome.Complaints, MigrationVerbs.Tell(Terminal, taken.Migration, outcome));
        };
    }

    private static Result<string> Arrived(string proof, string key) =>
        BytesOf(proof).Then(file => PublicKey(key).Then(by => ArrivalEvidence.Of(file, by)));
}

/// <summary>A step of a migration as a verb.</summary>
/// <param name="Word">The word of the verb.</param>
/// <param name="Kind">The step.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Example">Options that make sense.</param>
internal sealed record DecidableStep(string Word, DecisionKind Kind, Phrase Summary, string Example);
