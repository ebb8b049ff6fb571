using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>A reference to an id that is neither in the bundle nor in the register.</summary>
public sealed record UnknownReference(string Id, IReadOnlyList<FactKind> Expected) : Problem(new Phrase(
    $"{Quote(Id)} is not known: expected the id of {KindWords.English(Expected)} in this bundle or in the register",
    $"{Quote(Id)} is onbekend: verwacht het id van een {KindWords.Dutch(Expected)} in deze bundel of in het register"));

/// <summary>A reference to an id all of whose facts were withdrawn; it stays reserved for its kind.</summary>
public sealed record ReferenceToWithdrawn(string Id) : Problem(new Phrase(
    $"{Quote(Id)} is known, but nothing in the register holds it any more: expected it to be stated anew, or another id",
    $"{Quote(Id)} is bekend, maar niets in het register draagt het nog: verwacht dat het opnieuw wordt vermeld, of een ander id"));

/// <summary>A reference to an id of another kind of fact.</summary>
public sealed record ReferenceToAnotherKind(string Id, FactKind Found, IReadOnlyList<FactKind> Expected)
    : Problem(new Phrase(
        $"{Quote(Id)} is {KindWords.English([Found])}: expected the id of {KindWords.English(Expected)}",
        $"{Quote(Id)} is een {KindWords.Dutch([Found])}: verwacht het id van een {KindWords.Dutch(Expected)}"));

/// <summary>An id that already belongs to another kind of fact.</summary>
public sealed record IdOfAnotherKind(string Id, FactKind Found, FactKind Wanted) : Problem(new Phrase(
    $"{Quote(Id)} already is the id of {KindWords.English([Found])}: expected an id that no other organisation, function, supplier or service has",
    $"{Quote(Id)} is al het id van een {KindWords.Dutch([Found])}: verwacht een id dat geen andere organisatie, overheidsdienst, leverancier of clouddienst heeft"));

/// <summary>Two rows of one import that state the same fact for overlapping days.</summary>
public sealed record StatedTwice(string Key, string OtherPlace) : Problem(new Phrase(
    $"{Quote(Key)} is also stated at {OtherPlace} for overlapping days: expected each fact once, or versions whose validities do not overlap",
    $"{Quote(Key)} staat ook op {OtherPlace} voor overlappende dagen: verwacht elk feit één keer, of versies waarvan de geldigheid niet overlapt"));

/// <summary>A row that overlaps a version that the register already has.</summary>
public sealed record OverlapsTheRegister(string Key, Validity Existing) : Problem(new Phrase(
    $"{Quote(Key)} overlaps the version of {Existing} in the register: expected its valid_from '{Existing.From:yyyy-MM-dd}' to replace it, or another row that ends it first",
    $"{Quote(Key)} overlapt de versie van {Existing} in het register: verwacht haar valid_from '{Existing.From:yyyy-MM-dd}' om haar te vervangen, of een andere rij die haar eerst beëindigt"));

/// <summary>A row without valid_from about a fact of which the register has several versions.</summary>
public sealed record WhichVersion(string Key, int Versions) : Problem(new Phrase(
    $"the register has {Versions} versions of {Quote(Key)}: expected a column valid_from that says which one is meant",
    $"het register heeft {Versions} versies van {Quote(Key)}: verwacht een kolom valid_from die zegt welke bedoeld is"));

/// <summary>A change of a fact that another source states.</summary>
/// <param name="Key">The fact.</param>
/// <param name="Theirs">The source that states it.</param>
/// <param name="Ours">The source of the row that changes it; null when it names none.</param>
public sealed record FactOfAnotherSource(string Key, string Theirs, string? Ours) : Problem(Ours is null
    ? new Phrase(
        $"{Quote(Key)} is stated by source {Quote(Theirs)} and this row, which names no source, changes it: state the source in a column source, or use --override",
        $"{Quote(Key)} is van bron {Quote(Theirs)} en deze rij, die geen bron noemt, wijzigt het: noem de bron in een kolom source, of gebruik --override")
    : new Phrase(
        $"{Quote(Key)} is stated by source {Quote(Theirs)} and this row (source {Quote(Ours)}) changes it: expected the same source; --override changes it anyway",
        $"{Quote(Key)} is van bron {Quote(Theirs)} en deze rij (bron {Quote(Ours)}) wijzigt het: verwacht dezelfde bron; --override wijzigt het toch"));

/// <summary>A requirement with fewer alternatives than it needs.</summary>
public sealed record TooFewAlternatives(string Requirement, int Need, int Found) : Problem(new Phrase(
    $"{Quote(Requirement)} needs {Need} but has {Found} alternative{(Found == 1 ? "" : "s")}: expected at least {Need} rows in alternatives.csv",
    $"{Quote(Requirement)} heeft er {Need} nodig maar heeft {Found} alternatie{(Found == 1 ? "f" : "ven")}: verwacht minstens {Need} rijen in alternatives.csv"));

/// <summary>A requirement that its own consumer is said to meet.</summary>
public sealed record RequiresItself(string Requirement, string Consumer) : Problem(new Phrase(
    $"{Quote(Consumer)} is both the consumer and an alternative of {Quote(Requirement)}: expected another service or function",
    $"{Quote(Consumer)} is zowel afnemer als alternatief van {Quote(Requirement)}: verwacht een andere clouddienst of overheidsdienst"));

/// <summary>The owners of a supplier hold more than everything.</summary>
public sealed record SharesAboveHundred(string Owned, decimal Total) : Problem(new Phrase(
    $"the shares in {Quote(Owned)} add up to {Total:0.##} %: expected at most 100 on any day",
    $"de aandelen in {Quote(Owned)} tellen op tot {Total:0.##} %: verwacht ten hoogste 100 op elke dag"));

/// <summary>Two owners that each have sole control on the same day.</summary>
public sealed record TwoSoleOwners(string Owned) : Problem(new Phrase(
    $"{Quote(Owned)} has two owners with sole control on the same day: expected one",
    $"{Quote(Owned)} heeft twee eigenaren met volledige zeggenschap op dezelfde dag: verwacht er één"));

/// <summary>A source whose facts are to be replaced, but that nobody knows.</summary>
public sealed record SourceToReplaceIsUnknown(string Source) : Problem(new Phrase(
    $"{Quote(Source)} is not a source: expected the id of a row in sources.csv or of a source in the register",
    $"{Quote(Source)} is geen bron: verwacht het id van een rij in sources.csv of van een bron in het register"));

/// <summary>A fact that replacing a source would leave referring to nothing.</summary>
public sealed record WouldReferToNothing(string Withdrawn, FactKind Kind, string Referring) : Problem(new Phrase(
    $"{Quote(Withdrawn)} would be withdrawn, but a fact in {FactSchema.Of(Kind).Name} ({Quote(Referring)}) refers to it: expected it to be named, or that fact to go first",
    $"{Quote(Withdrawn)} zou worden ingetrokken, maar een feit in {FactSchema.Of(Kind).Name} ({Quote(Referring)}) verwijst ernaar: verwacht dat het genoemd wordt, of dat dat feit eerst weg is"));

/// <summary>A requirement that the end of facts leaves with too few alternatives.</summary>
/// <param name="Requirement">Its id.</param>
/// <param name="From">The first day on which it is unmet.</param>
/// <param name="Need">How many alternatives it needs.</param>
/// <param name="Left">How many count on that day.</param>
public sealed record LeftUnmet(string Requirement, DateOnly From, int Need, int Left) : Problem(new Phrase(
    $"{Quote(Requirement)} is unmet from {From:yyyy-MM-dd}: {Left} of the {Need} alternatives that it needs {(Left == 1 ? "is" : "are")} left; expected others, or the requirement to end as well",
    $"{Quote(Requirement)} is onvervuld vanaf {From:yyyy-MM-dd}: van de {Need} alternatieven die nodig zijn {(Left == 1 ? "is er 1" : $"zijn er {Left}")} over; verwacht andere, of dat de afhankelijkheid ook eindigt"));

/// <summary>A fact that ends while others that stand on it go on.</summary>
/// <param name="Id">What ends.</param>
/// <param name="On">The first day on which it no longer holds.</param>
/// <param name="Times">How many facts that go on refer to it.</param>
/// <param name="Kind">The kind of the first of them.</param>
/// <param name="Such">The key of the first of them.</param>
public sealed record EndsUnderOthers(string Id, DateOnly On, int Times, FactKind Kind, string Such) : Problem(new Phrase(
    $"{Quote(Id)} ends on {On:yyyy-MM-dd}, but {(Times == 1 ? "1 fact that goes on refers" : $"{Times} facts that go on refer")} to it, such as {Quote(Such)} in {FactSchema.Of(Kind).Name}: expected it to go on, or them to end as well",
    $"{Quote(Id)} eindigt op {On:yyyy-MM-dd}, maar {(Times == 1 ? "1 feit dat doorgaat verwijst" : $"{Times} feiten die doorgaan verwijzen")} ernaar, zoals {Quote(Such)} in {FactSchema.Of(Kind).Name}: verwacht dat het doorgaat, of dat ook die eindigen"));

/// <summary>How kinds of fact are called in sentences.</summary>
internal static class KindWords
{
    /// <summary>The kinds with an article: a function or service.</summary>
    public static string English(IReadOnlyList<FactKind> kinds) =>
        (kinds[0].ToString()[0] is 'O' or 'I' or 'A' ? "an " : "a ") +
        string.Join(" or ", kinds.Select(k => k.ToString().ToLowerInvariant()));

    public static string Dutch(IReadOnlyList<FactKind> kinds) => string.Join(" of ", kinds.Select(Dutch));

    private static string Dutch(FactKind kind) => kind switch
    {
        FactKind.Source => "bron",
        FactKind.Organisation => "organisatie",
        FactKind.Function => "overheidsdienst",
        FactKind.Supplier => "leverancier",
        FactKind.Service => "clouddienst",
        FactKind.Identifier => "identificatie",
        FactKind.Ownership => "eigendom",
        FactKind.Contract => "contract",
        FactKind.Requirement => "afhankelijkheid",
        FactKind.Alternative => "alternatief",
        FactKind.Classification => "classificatie",
        FactKind.Assessment => "beoordeling",
        FactKind.Answer => "antwoord",
        FactKind.Attachment => "bijlage",
        FactKind.ExitPlan => "exitplan",
        FactKind.ExitAlternative => "alternatief van een exitplan",
        FactKind.Migration => "migratie",
        FactKind.Decision => "besluit",
        FactKind.MigrationPart => "deel van een migratie",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };
}
