using System.Text.Json;
using Sluiswachter.Exchange;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Whose data, of which class, is in reach of a country or supplier, through which hops and under which law.</summary>
public sealed class ExposureInquiry : Inquiry
{
    private const string UnknownClass = "unknown";

    private static readonly InquiryParameter Country = new(
        "country", new Phrase("C", "L"), new Phrase(
            "A country under whose control data is looked for: its suppliers and all whom they control",
            "Een land onder wiens zeggenschap naar gegevens wordt gezocht: zijn leveranciers en al wie zij beheersen"),
        "US", IsRepeatable: true);

    private static readonly InquiryParameter Supplier = new(
        "supplier", new Phrase("ID", "ID"), new Phrase(
            "A supplier, with all whom it controls", "Een leverancier, met al wie die beheerst"), "supplier:acme", IsRepeatable: true);

    internal static readonly InquiryParameter DataClasses = new(
        "dataClass", new Phrase("CLASS", "KLASSE"), new Phrase(
            "Only data of this class: public, internal, confidential or unknown (default: all)",
            "Alleen gegevens van deze klasse: public, internal, confidential of unknown (standaard: alle)"),
        "confidential", IsRepeatable: true);

    private static readonly Words ClassWords = Words.Of<DataClass>();

    private static readonly Lazy<LawBook> Laws = new(() => ShippedContent.Laws(new Complaints()));

    /// <inheritdoc />
    public override string Name => "exposure";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tells whose data is in reach of a country or supplier, through which hops and under which law",
        "Zegt wiens gegevens binnen bereik van een land of leverancier zijn, via welke schakels en onder welke wet");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [Country, Supplier, DataClasses, InquiryParameter.At, InquiryParameter.Include, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis exposure --country US", new Phrase(
            "whose data can be reached through American control", "wiens gegevens via Amerikaanse zeggenschap bereikbaar zijn")),
        ("sluis exposure --country US --data-class confidential --at 2023-07-09", new Phrase(
            "only confidential data, on the day before an adequacy decision", "alleen vertrouwelijke gegevens, de dag voor een adequaatheidsbesluit")),
        ("sluis exposure --supplier supplier:microsoft-corporation", new Phrase(
            "what one supplier can reach with all it controls", "waar één leverancier bij kan, met al wie zij beheerst")),
    ];

    /// <inheritdoc />
    public override string Schema => ExposureSchema.Text;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var question = ExposureQuestion.Of(
            words.Each(Country, Model.Country.Of), words.Each(Supplier, EntityId.Of), words.Each(DataClasses, ClassOf));
        if (words.Problems.Count == 0 && !question.Holds)
        {
            words.Refuse(Country, question.Problem!);
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        words.MustBeKnown(Supplier, question.Value.Suppliers, FactKind.Supplier, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var columns = reader.Columns(facts.At, facts.IncludeConsidered, Detail.Data);
        var answer = Exposure.Run(columns, DependencyGraph.Of(columns), question.Value);
        return InquiryReply.Of(new ExposureReply(answer, facts, Laws.Value, desk), [.. Warnings(answer, facts)]);
    }

    internal static Result<DataClass> ClassOf(string text) =>
        text == UnknownClass ? default(DataClass)
            : ClassWords.NumberOf(text) is { } number ? (DataClass)number
            : new NotAChoice(text, [.. ClassWords.All, UnknownClass]);

    private static IEnumerable<Problem> Warnings(ExposureAnswer answer, FactsOfDay facts)
    {
        foreach (var id in answer.Question.WithoutEffect(answer.Graph))
        {
            yield return new SupplierNotThere(id.Text, facts.At);
        }

        if (answer.Graph.Entities.Count == 0)
        {
            yield return new EmptyRegister();
        }
        else if (answer.Graph.FunctionCount == 0)
        {
            yield return new NoFunctionsThen(facts.At);
        }
    }
}

/// <summary>An answer about exposure, with the laws of the day.</summary>
internal sealed class ExposureReply(ExposureAnswer answer, FactsOfDay facts, LawBook laws, InquiryDesk desk) : InquiryAnswer
{
    public ExposureAnswer Answer => answer;

    public FactsOfDay Facts => facts;

    public LawBook Laws => laws;

    /// <summary>The countries that were asked about, and those of the suppliers that were.</summary>
    public IReadOnlyList<Country> Countries { get; } =
        [.. answer.Question.Countries.Concat(answer.Hands.Where(h => h.Country is not null).Select(h => h.Country!.Value)).Distinct()];

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json) =>
        new ExposureJson(json, this, FlushWhenFull).Write();

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        using var reader = desk.Read(facts);
        return new ExposureText(this, language, lines, reader).Write();
    }
}

/// <summary>A known supplier that does not hold on the day: it controls nothing then.</summary>
public sealed record SupplierNotThere(string Id, DateOnly At) : Problem(new Phrase(
    $"{Quote(Id)} is not valid on {At:yyyy-MM-dd}: it controls nothing then",
    $"{Quote(Id)} geldt niet op {At:yyyy-MM-dd}: dan beheerst die niets"));

/// <summary>A register in which no function holds on the day.</summary>
public sealed record NoFunctionsThen(DateOnly At) : Problem(new Phrase(
    $"no function in this register is valid on {At:yyyy-MM-dd}: there is nobody's data to look for; choose another day",
    $"geen overheidsdienst in dit register geldt op {At:yyyy-MM-dd}: er zijn niemands gegevens om naar te zoeken; kies een andere dag"));
