using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Risks;

/// <summary>Which risks were accepted or mitigated, and which of those are open again.</summary>
public sealed class RiskListInquiry : Inquiry
{
    private static readonly InquiryParameter Organisation = new(
        "organisation", new Phrase("ID", "ID"), new Phrase(
            "Only of this body, or of all bodies", "Alleen van deze organisatie, of van alle"), "gm0034");

    private static readonly InquiryParameter State = new(
        "state", new Phrase("in-force|lapsed", "in-force|lapsed"), new Phrase(
            "Only those that count, or only those that no longer do", "Alleen wat geldt, of alleen wat niet meer geldt"), "lapsed");

    /// <inheritdoc />
    public override string Name => "risk list";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell which risks were accepted or mitigated, by whom, until when, and which are open again",
        "Vertel welke risico's zijn aanvaard of beperkt, door wie, tot wanneer, en welke weer openstaan");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [Organisation, State, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis risk list", new Phrase("as it is today", "zoals het vandaag is")),
        ("sluis risk list --state lapsed", new Phrase("what is open again", "wat weer openstaat")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "treatments"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "treatments": { "type": "array", "items": { "type": "object",
              "required": ["decision", "kind", "clause", "organisation", "subject", "by", "decidedOn", "until", "reason", "reliesOn", "inForce", "lapsed"],
              "properties": {
                "decision": { "type": "string" },
                "kind": { "type": "string", "enum": ["accepted", "mitigated"] },
                "clause": { "type": "string" },
                "organisation": { "type": ["string", "null"], "description": "null: all bodies." },
                "subject": { "type": "string" },
                "by": { "type": "string", "description": "A role." },
                "decidedOn": { "type": ["string", "null"], "format": "date" },
                "until": { "type": ["string", "null"], "format": "date", "description": "The first day on which it no longer holds." },
                "reason": { "type": ["string", "null"] },
                "reliesOn": { "type": ["string", "null"] },
                "inForce": { "type": "boolean" },
                "lapsed": { "oneOf": [ { "type": "null" }, { "type": "object", "required": ["en", "nl"], "properties": {
                  "en": { "type": "string" }, "nl": { "type": "string" } } } ] }
              } } }
          }
        }
        """;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var state = words.One(State, null, text => text is "in-force" or "lapsed" ? text : (Result<string?>)new NotAChoice(text, ["in-force", "lapsed"]));
        using var reader = desk.Read(facts);
        var body = words.KnownId(Organisation, FactKind.Organisation, reader);

        return words.Problems.Count > 0
            ? InquiryReply.Refuse(words.Problems)
            : InquiryReply.Of(new RiskListAnswer(
                facts.At,
                [.. Find(reader, facts.At, ShippedContent.Laws(new Complaints()))
                    .Where(t => (body is null || t.Decision.Organisation is null || t.Decision.Organisation == body) &&
                        (state is null || t.IsInForce == (state == "in-force")))]));
    }

    /// <summary>Every treatment that was decided by a day, by clause and then by id.</summary>
    internal static IReadOnlyList<Treatment> Find(IRegisterReader reader, DateOnly at, LawBook laws)
    {
        var day = SafeguardsRead.Of(reader, at, laws);
        return
        [
            .. reader.Every<Decision>(Decision.Schema)
                .Where(d => d is { Kind: DecisionKind.Accepted or DecisionKind.Mitigated, Clause: not null, Subject: not null } &&
                    Treatment.HasBegun(d, at))
                .Select(d => new Treatment(d, Treatment.WhyNot(d, day)))
                .OrderBy(t => t.Decision.Clause!.Value.Text, StringComparer.Ordinal)
                .ThenBy(t => t.Decision.Id.Text, StringComparer.Ordinal),
        ];
    }
}

/// <summary>Treatments of risks, for programs and for people.</summary>
internal sealed class RiskListAnswer(DateOnly at, IReadOnlyList<Treatment> treatments) : InquiryAnswer
{
    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", at);
        json.WriteStartArray("treatments");
        foreach (var (decision, lapsed) in treatments)
        {
            json.WriteStartObject();
            json.WriteString("decision", decision.Id.Text);
            json.WriteString("kind", decision.Kind == DecisionKind.Accepted ? "accepted" : "mitigated");
            json.WriteString("clause", decision.Clause!.Value.Text);
            json.WriteString("organisation", decision.Organisation?.Text);
            json.WriteString("subject", decision.Subject!.Value.Text);
            json.WriteString("by", decision.By.Text);
            json.WriteDay("decidedOn", decision.DecidedOn);
            json.WriteDay("until", decision.Provenance.Validity.Until);
            json.WriteString("reason", decision.Reason?.Text);
            json.WriteString("reliesOn", decision.ReliesOn?.Text);
            json.WriteBoolean("inForce", lapsed is null);
            json.WritePhrase("lapsed", lapsed);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var english = language == Language.English;
        return new Document(
            english ? $"Risks that were accepted or mitigated, on {at:yyyy-MM-dd}" : $"Risico's die zijn aanvaard of beperkt, op {at:yyyy-MM-dd}",
            [
                Table.Of(
                    english ? "By clause" : "Naar bepaling",
                    english ? ["clause", "subject", "what", "by", "until", "relies on", "counts"]
                        : ["bepaling", "onderwerp", "wat", "door", "tot", "steunt op", "geldt"],
                    treatments, lines, t =>
                    [
                        t.Decision.Clause!.Value.Text, t.Decision.Subject!.Value.Text, MigrationWords.Of(t.Decision.Kind).In(language),
                        t.Decision.By.Text, Days.Text(t.Decision.Provenance.Validity.Until) ?? "–", t.Decision.ReliesOn?.Text ?? "–",
                        t.Lapsed is { } why ? $"{(english ? "no, open again" : "nee, weer open")}: {why.In(language)}" : english ? "yes" : "ja",
                    ]),
            ]);
    }
}
