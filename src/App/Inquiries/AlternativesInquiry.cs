using Sluiswachter.App.Supply;
using Sluiswachter.Exchange;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>What could take the place of a service.</summary>
public sealed class AlternativesInquiry : Inquiry
{
    private static readonly InquiryParameter Service = new(
        "service", new Phrase("SERVICE", "CLOUDDIENST"), new Phrase(
            "The id of a service of the register, or what a service is called",
            "Het id van een clouddienst in het register, of hoe een clouddienst heet"), "service:microsoft-365-mail", IsSubject: true);

    private static readonly InquiryParameter Organisation = new(
        "organisation", new Phrase("ID", "ID"), new Phrase(
            "For this body: only what it uses the service for, and its own country counts as home",
            "Voor deze organisatie: alleen waarvoor die de clouddienst gebruikt, en het eigen land telt als thuis"), "gm0363");

    private static readonly InquiryParameter Capability = new(
        "capability", new Phrase("C", "C"), new Phrase(
            "What has to be done, such as mail or file-storage (default: what the service does, as far as is known)",
            "Wat gedaan moet worden, zoals mail of file-storage (standaard: wat de clouddienst doet, voor zover bekend)"),
        "mail", IsRepeatable: true);

    private static readonly InquiryParameter Avoided = new(
        "countryToAvoid", new Phrase("C", "L"), new Phrase(
            "No alternative under the law of this country counts", "Geen alternatief onder het recht van dit land telt"), "US",
        IsRepeatable: true);

    /// <inheritdoc />
    public override string Name => "alternatives";

    /// <inheritdoc />
    public override bool CanDoWithoutRegister => true;

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell what could take the place of a service: what does the same, in whose hands it is, and what it lacks",
        "Vertel wat een clouddienst kan vervangen: wat hetzelfde doet, in wiens handen dat is, en wat eraan ontbreekt");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [Service, Organisation, Capability, Avoided, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis alternatives service:microsoft-365-mail --country-to-avoid US", new Phrase(
            "to the mail of Microsoft, none under American law", "voor de e-mail van Microsoft, niets onder Amerikaans recht")),
        ("sluis alternatives \"Microsoft 365\"", new Phrase("also without a register", "ook zonder register")),
        ("sluis alternatives \"our intranet\" --capability knowledge-base --capability chat --json", new Phrase(
            "by what it does, for another program", "naar wat het doet, voor een ander programma")),
    ];

    /// <inheritdoc />
    public override string Schema => AlternativesJson.Schema;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var catalogue = ShippedContent.Supply;
        var service = words.Subject(Service, text => Label.Of(text).Then<string>(label => label.Text));
        var body = words.One<string?>(Organisation, null, text => EntityId.Of(text).Then<string?>(id => id.Text));
        var asked = words.Each(Capability, text => catalogue.Capability(text) is null
            ? new NotAChoice(text, [.. catalogue.Capabilities.Select(c => c.Id)])
            : Result<string>.Of(text));
        var avoided = words.Each(Avoided, Country.Of);
        words.NeedCompany(desk.Register is not null, "a register", Organisation, InquiryParameter.AsKnownOn);
        using var reader = words.Problems.Count == 0 && desk.Register is not null ? desk.Read(facts) : null;
        if (reader is not null && body is not null)
        {
            words.MustBeKnown(Organisation, [EntityId.Of(body).Value], FactKind.Organisation, reader);
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var register = reader is null ? null : RegisterSupply.Read(catalogue, reader, facts.At);
        var question = Question(service!, asked, avoided.ToHashSet(), body, catalogue, register);
        if (question is null)
        {
            words.Refuse(Service, new NobodyKnowsWhatItDoes(service!, words.Called(Capability)));
            return InquiryReply.Refuse(words.Problems);
        }

        var answer = new AlternativesAnswer(facts.At, question, new SupplyChoice(question, catalogue, register), catalogue);
        return InquiryReply.Of(answer, [.. Warnings(question, register)]);
    }

    /// <summary>What is asked; null when nobody said, and nothing tells, what the service does.</summary>
    private static SupplyQuestion? Question(
        string service, IReadOnlyList<string> asked, IReadOnlySet<Country> avoided, string? body, SupplyCatalogue catalogue,
        RegisterSupply? register)
    {
        var own = register?.Service(service);
        var known = own?.Known ?? (own is null ? catalogue.Recognise(service) : null);
        var hands = own?.Hands ?? (known is null ? [] : [new SupplyHand(known.Controller, known.Country)]);
        var does = known?.Capabilities.Where(c => c.IsFull).Select(c => c.Capability).ToHashSet(StringComparer.Ordinal) ?? [];
        var used = own is null ? [] : register!.PurposesOf(own.Id, body)
            .Select(p => catalogue.Purposes.GetValueOrDefault(p)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (body is not null && does.Overlaps(used))
        {
            does.IntersectWith(used);
        }

        var (capabilities, from) = asked.Count > 0 ? (asked, CapabilitiesFrom.Asked)
            : does.Count > 0 ? (does, CapabilitiesFrom.Catalogue)
            : ((IReadOnlyCollection<string>)used, CapabilitiesFrom.Purposes);
        return capabilities.Count == 0 ? null : new SupplyQuestion(
            own?.Name ?? service, own?.Id, known, hands, own?.AreHandsKnown ?? true,
            [.. capabilities.Order(StringComparer.Ordinal)], from, body, avoided, body is null ? null : register!.CountryOf(body));
    }

    private static IEnumerable<Problem> Warnings(SupplyQuestion question, RegisterSupply? register)
    {
        if (register is not null && question.ServiceId is null)
        {
            yield return new NotInTheRegister(question.Service);
        }

        if (question is { Organisation: { } body, ServiceId: { } service } && register!.PurposesOf(service, body).Count == 0)
        {
            yield return new DoesNotUse(body, service);
        }
    }
}

/// <summary>A service of which neither the register nor the catalogue knows what it does.</summary>
public sealed record NobodyKnowsWhatItDoes(string Service, string Capability) : InquiryProblem(new Phrase(
    $"what {Quote(Service)} does is known neither by the register nor by the catalogue: expected the id of a service that is used, a name such as Microsoft 365, or {Capability}",
    $"wat {Quote(Service)} doet weet het register niet en de catalogus niet: verwacht het id van een clouddienst in gebruik, een naam zoals Microsoft 365, of {Capability}"));

/// <summary>A service that the register does not hold on the day.</summary>
public sealed record NotInTheRegister(string Service) : InquiryProblem(new Phrase(
    $"{Quote(Service)} is not a service of the register on this day: it is taken for a name",
    $"{Quote(Service)} is op deze dag geen clouddienst in het register: het wordt als naam opgevat"));

/// <summary>A body that does not use a service.</summary>
public sealed record DoesNotUse(string Body, string Service) : InquiryProblem(new Phrase(
    $"{Quote(Body)} does not use {Quote(Service)} on this day: all that the service does is looked for",
    $"{Quote(Body)} gebruikt {Quote(Service)} op deze dag niet: naar alles wat de clouddienst doet wordt gezocht"));
