using Sluiswachter.App.Frameworks;
using Sluiswachter.Exchange;
using Sluiswachter.Exchange.Frameworks;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Assessments;

/// <summary>Understands a draft of an assessment, and complains about everything in it that cannot be.</summary>
internal sealed class DraftReading
{
    private readonly AssessmentDraft draft;
    private readonly FrameworkShelf frameworks;
    private readonly Complaints complaints;
    private readonly Framework? framework;
    private readonly AssessmentKind? kind;
    private readonly Label? assessor;
    private readonly Label? approver;
    private readonly Label? conclusion;
    private readonly Label? evidence;
    private readonly Label? evidenceHash;

    public DraftReading(AssessmentDraft draft, FrameworkShelf frameworks, Complaints complaints)
    {
        (this.draft, this.frameworks, this.complaints) = (draft, frameworks, complaints);
        framework = draft.Framework is { } word ? Named(word) : null;
        kind = draft.Kind ?? framework?.Head.Kind;
        assessor = Role("assessor", draft.Assessor);
        approver = Role("approver", draft.Approver);
        Role("by", draft.By);
        conclusion = Text("conclusion", draft.Conclusion);
        (evidence, evidenceHash) = Evidence();
        Text("why", draft.Why);
        Subject = Entity("subject", draft.Subject);
        Organisation = Entity("organisation", draft.Organisation);
        Id = Subject is null ? null : Take("id", AssessmentId.Of(draft.Id ?? UsualId()).Then<AssessmentId?>(id => id));
        if (framework is not null && draft.Kind is { } other && other != framework.Head.Kind)
        {
            Refuse("kind", new KindOfAnotherFramework(WordOf(other), framework.Head.RefId, WordOf(framework.Head.Kind)));
        }
    }

    /// <summary>Its id; null when that, or its subject, is no id.</summary>
    public AssessmentId? Id { get; }

    private EntityId? Subject { get; }

    private EntityId? Organisation { get; }

    /// <summary>Where a complaint about a column of the assessment points to: the option that filled it.</summary>
    public static Place PlaceOf(long row, string column) => new(column switch
    {
        "subject" => "SUBJECT",
        "" => "",
        "valid_from" => "--assessed-on",
        "framework_version" => "--framework",
        "evidence_sha256" => "--evidence",
        _ => "--" + column.Replace('_', '-'),
    });

    /// <summary>The version that the draft completes or renews; null when there is none.</summary>
    public Assessment? VersionOn(IReadOnlyList<Assessment> versions, DateOnly today)
    {
        var on = draft.AssessedOn ?? today;
        if (draft.AssessedOn is { } day && versions.FirstOrDefault(v => v.Provenance.Validity.From > day) is { } later)
        {
            Refuse("assessed_on", new RenewedLater(later.Id.Text, later.Provenance.Validity.From, day));
        }

        var version = versions.LastOrDefault(v => v.Provenance.Validity.Contains(on))
            ?? versions.LastOrDefault(v => draft.AssessedOn is null || !(v.Provenance.Validity.From > on));
        if (version is not null && version.Subject != Subject)
        {
            Refuse("id", new OfAnotherSubject(version.Id.Text, version.Subject.Text));
        }

        return version;
    }

    /// <summary>The assessment that the draft makes of a version; null when anything in the draft is wrong.</summary>
    /// <param name="before">The version that it completes or renews; null when it is made.</param>
    /// <param name="today">The day of the judgement when the draft says none.</param>
    public Assessment? Make(Assessment? before, DateOnly today)
    {
        var renews = before is null || draft.AssessedOn > before.Provenance.Validity.From
            || (draft.AssessedOn is not null && before.Provenance.Validity.From is null);
        var kept = renews ? null : before;
        if ((kind ?? before?.Kind) is not { } of)
        {
            Refuse("kind", new NeitherFrameworkNorKind());
            return null;
        }

        if (Id is not { } ours || Subject is not { } subject)
        {
            return null;
        }

        var on = draft.AssessedOn ?? (before is null ? today : before.AssessedOn);
        var validity = renews ? Validity.Of(on, null).Value : before!.Provenance.Validity;
        var source = draft.Source is { } id ? Take("source", SourceId.Of(id)) : before?.Provenance.Source;
        var made = new Assessment(
            ours, of, Organisation ?? before?.Organisation, subject,
            FrameworkOf(before), framework is null ? before?.FrameworkVersion : Label.Of($"{framework.Head.Version}").Value,
            assessor ?? kept?.Assessor, on, approver ?? kept?.Approver, draft.ApprovedOn ?? kept?.ApprovedOn,
            draft.ReviewOn ?? kept?.ReviewOn, conclusion ?? kept?.Conclusion, evidence ?? kept?.Evidence,
            evidence is null ? kept?.EvidenceSha256 : evidenceHash,
            before is null ? new Provenance(validity, source) : before.Provenance with { Validity = validity, Source = source });
        CheckApproval(made);
        CheckDays(made);
        return complaints.HaveErrors ? null : made;
    }

    /// <summary>The answers of the draft, with the rows of their file; null when it brings none.</summary>
    /// <param name="stated">Who says so and when they hold.</param>
    /// <param name="before">The version that the draft completes or renews; null when it is made.</param>
    public IReadOnlyList<StatedFact>? ReadAnswers(Provenance stated, Assessment? before)
    {
        if (draft.Answers is not { } path || Id is not { } ours)
        {
            return null;
        }

        var facts = AnswerFacts.Read(path, ours, stated, complaints);
        if (facts.Count == 0 && !complaints.HaveErrors)
        {
            complaints.Warn(PlaceOf(0, "answers"), new NothingIsAnswered());
        }

        if ((framework ?? (before is null ? null : frameworks.Of(before))) is not { } answered)
        {
            if (draft.Framework is null)
            {
                Refuse("answers", new AnswersWithoutFramework());
            }

            return facts;
        }

        GivenAnswer[] given =
        [
            .. facts.Select(f => (Model.Answer)f.Fact).Select(a => new GivenAnswer(
                a.Question.Text, a.Option?.Text ?? "", a.NotApplicable?.Text ?? "", a.Explanation?.Text ?? "", a.Evidence?.Text ?? "")),
        ];
        foreach (var (position, problem) in AnswerSheet.Of(answered, given).Problems)
        {
            complaints.Refuse(new Place(Path.GetFileName(path), facts[position].Row, problem is NotAnOption ? "option" : "question"), problem);
        }

        foreach (var fact in facts.Where(f => ((Model.Answer)f.Fact).EvidenceSha256 is { } hash && !IsHash(hash.Text)))
        {
            complaints.Refuse(
                new Place(Path.GetFileName(path), fact.Row, "evidence_sha256"), new NotAHash(((Model.Answer)fact.Fact).EvidenceSha256!.Value.Text));
        }

        return facts;
    }

    /// <summary>The framework at hand with a urn or short name, or the only one of a file of one's own.</summary>
    private Framework? Named(string word)
    {
        if (!File.Exists(word))
        {
            return Take("framework", frameworks.Find(word));
        }

        var (own, wrong) = FrameworkShelf.OnlyOneOf(word);
        foreach (var complaint in wrong.Concat(FrameworkShelf.Check([word]).Complaints))
        {
            complaints.Add(complaint);
        }

        return own;
    }

    private static bool IsHash(string text) => text.Length == 64 && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    private Label? FrameworkOf(Assessment? before) => framework is null ? before?.Framework : Label.Of(framework.Head.Urn).Value;

    private void CheckApproval(Assessment made)
    {
        if (made.ApprovedOn is null && made.Approver is null)
        {
            return;
        }

        var missing = made.Approver is null ? "--approver" : made.ApprovedOn is null ? "--approved-on" : made.Assessor is null ? "--assessor" : null;
        if (missing is not null)
        {
            Refuse(made.Approver is null ? "approved_on" : "approver", new ApprovalInPart(missing));
        }
        else if (AssessmentFault.IsSameRole(made.Assessor!.Value.Text, made.Approver!.Value.Text))
        {
            Refuse("approver", new ApprovedByItsAssessor(made.Approver.Value.Text));
        }
    }

    private void CheckDays(Assessment made)
    {
        foreach (var (column, day) in new[] { ("approved_on", made.ApprovedOn), ("review_on", made.ReviewOn) })
        {
            if (day < made.AssessedOn)
            {
                Refuse(column, new BeforeTheAssessment(day!.Value, made.AssessedOn!.Value));
            }
        }
    }

    private string UsualId() =>
        $"assessment:{draft.Organisation ?? "all"}:{draft.Subject}:" +
        $"{framework?.Head.RefId ?? WordOf(kind ?? AssessmentKind.Other)}";

    private static string WordOf(AssessmentKind kind) => Words.Of<AssessmentKind>().WordOf((int)kind);

    private (Label? Text, Label? Hash) Evidence()
    {
        if (draft.Evidence is not { } given || !File.Exists(given))
        {
            if (draft.Evidence is { } path && IsPath(path))
            {
                Refuse("evidence", new NoSuchEvidence(path));
            }

            return (Text("evidence", draft.Evidence), null);
        }

        var hash = Take("evidence", AttachedFile.HashOf(given).Then<Label?>(h => Label.Of(h).Value));
        return (Text("evidence", Path.GetFileName(given)), hash);
    }

    /// <summary>Whether a text names a file of this machine, and not a place on the web or a title.</summary>
    private static bool IsPath(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        ? address.IsFile
        : text.Contains('/', StringComparison.Ordinal) && Path.HasExtension(text);

    private Label? Role(string column, string? typed)
    {
        if (typed?.Contains('@', StringComparison.Ordinal) == true)
        {
            Refuse(column, new PersonNotRole(typed));
        }

        return Text(column, typed);
    }

    private Label? Text(string column, string? typed) =>
        typed is null ? null : Take(column, Label.Of(typed).Then<Label?>(label => label));

    private EntityId? Entity(string column, string? typed) =>
        typed is null ? null : Take(column, EntityId.Of(typed).Then<EntityId?>(id => id));

    private T? Take<T>(string column, Result<T> result)
    {
        if (result.Holds)
        {
            return result.Value;
        }

        Refuse(column, result.Problem!);
        return default;
    }

    private void Refuse(string column, Problem problem) => complaints.Refuse(PlaceOf(0, column), problem);
}

/// <summary>A file of answers with nothing below its header.</summary>
public sealed record NothingIsAnswered() : Problem(new Phrase(
    "no question is answered: all of them count as unknown", "geen enkele vraag is beantwoord: ze tellen allemaal als onbekend"));

/// <summary>Text that is no SHA-256.</summary>
public sealed record NotAHash(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not a SHA-256: expected 64 hexadecimal digits in lower case",
    $"{Quote(Text)} is geen SHA-256: verwacht 64 hexadecimale cijfers in kleine letters"));

/// <summary>A file that is given as evidence and is not there.</summary>
public sealed record NoSuchEvidence(string File) : Problem(new Phrase(
    $"there is no file {Quote(File)}: expected a file that can be read, a link, or the title of a document",
    $"er is geen bestand {Quote(File)}: verwacht een bestand dat te lezen is, een link, of de titel van een document"));
