using System.CommandLine;
using Sluiswachter.App.Assessments;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>The verbs about assessments: those that write, and the questions.</summary>
internal static class AssessmentVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "assessment", new Phrase(
            "Record, read, compare and measure assessments: risk analyses, DPIAs, exit tests",
            "Leg beoordelingen vast, lees, vergelijk en meet ze: risicoanalyses, DPIA's, exittoetsen"),
        [
            new AssessmentRecordVerb(terminal, clock, global), new AssessmentAttachVerb(terminal, clock, global),
            new AssessmentExtractVerb(terminal, clock, global),
            .. Inquiry.All.Where(i => i.Group == "assessment").Select(i => new InquiryVerb(terminal, clock, global, i)),
        ]);
}

/// <summary>Attaches a file to an assessment as evidence.</summary>
internal sealed class AssessmentAttachVerb : Verb
{
    private readonly Argument<string> id;
    private readonly Argument<string> file;
    private readonly Option<string?> by;
    private readonly Option<string?> why;

    public AssessmentAttachVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "assessment attach", new Phrase(
            "Attach a file to an assessment as evidence; what is larger than 1 MiB is linked to",
            "Voeg een bestand als bewijs bij een beoordeling; naar wat groter is dan 1 MiB wordt verwezen"))
    {
        id = Argument("id", "The assessment", "De beoordeling");
        file = PathArgument("file", PathKind.File, "The file", "Het bestand");
        by = Option<string?>("--by", terminal.Say("ROLE", "ROL"), "The role of who does this, for the journal", "De rol van wie dit doet, voor het journaal");
        why = Option<string?>("--why", terminal.Say("TEXT", "TEKST"),
            "Why, for the journal (default: evidence)", "Waarom, voor het journaal (standaard: bewijs)");
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis assessment attach ID dpia.pdf --by \"privacy officer\"", new Phrase(
            "keep the file with the assessment", "bewaar het bestand bij de beoordeling")),
    ];

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        if (parsed.GetValue(by) is not { } role)
        {
            Complain(new OptionNeeded("--by"));
            TellWhereHelpIs();
            return ExitCodes.Usage;
        }

        using var store = OpenStore(parsed, mayMake: false, out var refused);
        if (store is null)
        {
            return refused;
        }

        var attached = new AttachEvidence(store, Clock).Attach(
            parsed.GetValue(id)!, parsed.GetValue(file)!, role, parsed.GetValue(why) ?? Terminal.Say("evidence", "bewijs"));
        if (!attached.Holds)
        {
            return Refuse(attached.Problem!);
        }

        Terminal.TellResult($"{attached.Value.Sha256}  {attached.Value.Name}");
        return ExitCodes.Done;
    }
}

/// <summary>Writes an attached file to disk, once its hash is verified.</summary>
internal sealed class AssessmentExtractVerb : Verb
{
    private readonly Argument<string> id;
    private readonly Argument<string> which;
    private readonly Argument<string> target;

    public AssessmentExtractVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "assessment extract", new Phrase(
            "Write an attached file to disk, byte for byte, once its SHA-256 is verified",
            "Schrijf een bijgevoegd bestand naar schijf, byte voor byte, nadat de SHA-256 is gecontroleerd"))
    {
        id = Argument("id", "The assessment", "De beoordeling");
        which = Argument("which", "The SHA-256 or the name of the file", "De SHA-256 of de naam van het bestand");
        target = PathArgument("out", PathKind.File, "A new file", "Een nieuw bestand");
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
        [("sluis assessment extract ID dpia.pdf copy-of-dpia.pdf", new Phrase("read it again", "lees het terug"))];

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        using var store = OpenStore(parsed, mayMake: false, out var refused);
        if (store is null)
        {
            return refused;
        }

        var file = new AttachEvidence(store, Clock).Extract(parsed.GetValue(id)!, parsed.GetValue(which)!);
        var path = parsed.GetValue(target)!;
        if (!file.Holds || Path.Exists(path))
        {
            return Refuse(file.Problem ?? new AlreadyThere(path));
        }

        return With(NotWritten.Unless<FileStream>(path, () => new FileStream(path, FileMode.CreateNew)), to =>
        {
            to.Write(file.Value.Bytes.Span);
            Terminal.TellResult($"{file.Value.Sha256}  {path}");
            return ExitCodes.Done;
        });
    }
}

/// <summary>A file that would be overwritten.</summary>
internal sealed record AlreadyThere(string Path) : Problem(new Phrase(
    $"{Quote(Path)} is there already: expected the name of a new file", $"{Quote(Path)} bestaat al: verwacht de naam van een nieuw bestand"));

/// <summary>An option without which a verb cannot work.</summary>
internal sealed record OptionNeeded(string Option) : Problem(new Phrase(
    $"{Option} is missing: expected it", $"{Option} ontbreekt: verwacht dat het er staat"));
