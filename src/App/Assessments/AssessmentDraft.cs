using Sluiswachter.Model;

namespace Sluiswachter.App.Assessments;

/// <summary>What someone says of an assessment that is made, completed or renewed; null where nothing is said.</summary>
/// <remarks>Texts are as they were typed; <see cref="RecordAssessment"/> tells everything that is wrong with them.</remarks>
public sealed record AssessmentDraft
{
    /// <summary>The service, supplier or function that is judged.</summary>
    public required string Subject { get; init; }

    /// <summary>Its id; null: one that follows from body, subject and framework, so that the same words renew it.</summary>
    public string? Id { get; init; }

    /// <summary>The body that it is made for; null: all.</summary>
    public string? Organisation { get; init; }

    /// <summary>The urn or short name of its framework, or a file that holds it.</summary>
    public string? Framework { get; init; }

    /// <summary>What kind of judgement it is; null: that of the framework.</summary>
    public AssessmentKind? Kind { get; init; }

    /// <summary>The file with its answers.</summary>
    public string? Answers { get; init; }

    /// <summary>The role of who judged.</summary>
    public string? Assessor { get; init; }

    /// <summary>The day of the judgement; of an assessment that is there, a later day renews it.</summary>
    public DateOnly? AssessedOn { get; init; }

    /// <summary>The role of who approved.</summary>
    public string? Approver { get; init; }

    /// <summary>The day of approval.</summary>
    public DateOnly? ApprovedOn { get; init; }

    /// <summary>The day on which it is looked at again.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>What it came to.</summary>
    public string? Conclusion { get; init; }

    /// <summary>A link or reference to where it can be read, or a file, of which the name and the SHA-256 are kept.</summary>
    public string? Evidence { get; init; }

    /// <summary>Who says so, by its id in the register; null: nobody is named, or who said it before.</summary>
    public string? Source { get; init; }

    /// <summary>The role of who records it, for the journal.</summary>
    public required string By { get; init; }

    /// <summary>Why, for the journal.</summary>
    public required string Why { get; init; }
}

/// <summary>A role that looks like the address of a person.</summary>
public sealed record PersonNotRole(string Text) : Problem(new Phrase(
    $"{Quote(Text)} looks like the address of a person: expected a role, such as CISO; the register holds no personal data",
    $"{Quote(Text)} lijkt op het adres van een persoon: verwacht een rol, zoals CISO; het register bevat geen persoonsgegevens"));

/// <summary>An assessment that is approved by who judged.</summary>
public sealed record ApprovedByItsAssessor(string Role) : Problem(new Phrase(
    $"{Quote(Role)} judged and approves: expected another role, so that four eyes see it",
    $"{Quote(Role)} beoordeelde en keurt goed: verwacht een andere rol, zodat vier ogen het zien"));

/// <summary>An approval without its role, its day, or the role of who judged.</summary>
public sealed record ApprovalInPart(string Missing) : Problem(new Phrase(
    $"an approval needs {Missing} as well: expected --assessor, --approver and --approved-on",
    $"een goedkeuring vraagt ook {Missing}: verwacht --assessor, --approver en --approved-on"));

/// <summary>A day that comes before the day of the judgement.</summary>
public sealed record BeforeTheAssessment(DateOnly Day, DateOnly AssessedOn) : Problem(new Phrase(
    $"{Day:yyyy-MM-dd} comes before the assessment of {AssessedOn:yyyy-MM-dd}: expected that day or a later one",
    $"{Day:yyyy-MM-dd} ligt voor de beoordeling van {AssessedOn:yyyy-MM-dd}: verwacht die dag of een latere"));

/// <summary>An assessment of which neither a framework nor a kind is said.</summary>
public sealed record NeitherFrameworkNorKind() : Problem(new Phrase(
    "it is not said what is judged by: expected --framework or --kind",
    "er staat niet bij waarmee wordt beoordeeld: verwacht --framework of --kind"));

/// <summary>A kind that is not that of the framework.</summary>
public sealed record KindOfAnotherFramework(string Kind, string Framework, string Expected) : Problem(new Phrase(
    $"{Framework} is for another kind than {Quote(Kind)}: expected {Expected}, or nothing",
    $"{Framework} is voor een andere soort dan {Quote(Kind)}: verwacht {Expected}, of niets"));

/// <summary>Answers to no framework.</summary>
public sealed record AnswersWithoutFramework() : Problem(new Phrase(
    "answers need the framework that they answer: expected --framework",
    "antwoorden horen bij een raamwerk: verwacht --framework"));

/// <summary>A judgement of a day before a version that is there.</summary>
public sealed record RenewedLater(string Id, DateOnly? From, DateOnly AssessedOn) : Problem(new Phrase(
    $"{Quote(Id)} has a version from {From:yyyy-MM-dd}: expected a day of judgement on or after it, not {AssessedOn:yyyy-MM-dd}",
    $"{Quote(Id)} heeft een versie vanaf {From:yyyy-MM-dd}: verwacht een beoordeling op of na die dag, niet {AssessedOn:yyyy-MM-dd}"));

/// <summary>An assessment that was made of something else.</summary>
public sealed record OfAnotherSubject(string Id, string Subject) : Problem(new Phrase(
    $"{Quote(Id)} is an assessment of {Quote(Subject)}: expected that subject, or another --id",
    $"{Quote(Id)} is een beoordeling van {Quote(Subject)}: verwacht dat onderwerp, of een ander --id"));
