using System.Text.Json;
using Sluiswachter.App.Supply;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>What could take the place of a service, for programs and for people.</summary>
internal sealed class AlternativesAnswer(DateOnly at, SupplyQuestion question, SupplyChoice choice, SupplyCatalogue catalogue)
    : InquiryAnswer
{
    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        AlternativesJson.WriteQuestion(json, at, question);
        json.WriteStartArray("alternatives");
        foreach (var (rank, candidate) in choice.All)
        {
            AlternativesJson.Write(json, rank, candidate);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        AlternativesJson.Write(json, choice.Together);
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines) =>
        new AlternativesText(question, choice, catalogue, language, lines).Write(at);
}

/// <summary>Tells alternatives to people: what is asked, the order, what is lacking, and what does it together.</summary>
internal sealed class AlternativesText(
    SupplyQuestion question, SupplyChoice choice, SupplyCatalogue catalogue, Language language, int lines)
{
    public Document Write(DateOnly at)
    {
        List<DocumentPart> parts = [new Paragraph(WhatIsAsked())];
        if (choice.All.Count == 0)
        {
            parts.Add(new Paragraph(Say("Nothing that does this is known.", "Er is niets bekend dat dit doet.")));
        }
        else
        {
            parts.Add(InOrder());
            parts.Add(Gaps());
            parts.Add(new Paragraph(Together()));
            parts.Add(new Paragraph(Say(
                "The catalogue is a quick scan: it says where to look, not what to buy. A row known through others says so. " +
                "How the order comes about: docs/alternatives.md.",
                "De catalogus is een quickscan: hij zegt waar te kijken, niet wat te kopen. Wat via anderen bekend is, staat erbij. " +
                "Hoe de volgorde ontstaat: docs/alternatives.md.")));
        }

        return new Document(Say(
            $"What could take the place of {question.Service} — facts of {at:yyyy-MM-dd}",
            $"Wat {question.Service} kan vervangen — feiten van {at:yyyy-MM-dd}"), parts);
    }

    private string WhatIsAsked()
    {
        var does = NamesOf(question.Capabilities);
        var what = question.From switch
        {
            CapabilitiesFrom.Asked => Say($"Asked for: {does}.", $"Gevraagd: {does}."),
            CapabilitiesFrom.Catalogue => Say(
                $"It is known as {question.Known!.Name} and does, by the catalogue: {does}.",
                $"Het is bekend als {question.Known!.Name} en doet volgens de catalogus: {does}."),
            _ => Say($"By the register it is used for: {does}.", $"Volgens het register wordt het gebruikt voor: {does}."),
        };
        var hands = question.Hands.Count == 0
            ? Say(
                "Who controls it is not known, so no alternative can be told to be in the same hands.",
                "Wie er zeggenschap over heeft is niet bekend; van geen alternatief is dus te zeggen of het in dezelfde handen is.")
            : Say("In whose hands it is: ", "In wiens handen het is: ") + HandsOf(question.Hands) + ".";
        var avoided = question.Avoided.Count == 0 ? "" : Say(" To be avoided: ", " Te vermijden: ") +
            string.Join(", ", question.Avoided.OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => CountryNames.InList(c).In(language))) + ".";
        return $"{what} {hands}{avoided}";
    }

    private Table InOrder() => Table.Of(
        Say("In the order in which they are worth a look", "In de volgorde waarin ze het bekijken waard zijn"),
        [
            Say("alternative", "alternatief"), Say("does", "doet"), Say("lacks", "mist"), Say("in whose hands", "in wiens handen"),
            Say("control", "zeggenschap"), "SEAL", Say("gaps: legal, organisational, technical", "hiaten: juridisch, organisatorisch, technisch"),
        ],
        choice.All, lines,
        row =>
        [
            $"{row.Candidate.Name} ({Kind(row.Candidate.Offer?.Kind)})",
            Does(row.Rank), row.Rank.Missing.Count == 0 ? "–" : NamesOf(row.Rank.Missing),
            HandsOf(row.Candidate.Hands) + (row.Candidate.AreHandsKnown ? "" : Say(" ← unknown", " ← onbekend")),
            Reach(row.Candidate.Option.Reach), Seal(row.Candidate.Seal),
            row.Candidate.Option.Gaps is { } g ? $"{g.Legal}, {g.Organisational}, {g.Technical}" : Say("not looked at", "niet bekeken"),
        ]);

    private Table Gaps()
    {
        var gaps = choice.All.Take(lines).Where(row => row.Candidate.Option.IsWayOut)
            .SelectMany(row => (row.Candidate.Gaps ?? []).OrderBy(g => g.Kind).Select(gap => (row.Candidate, Gap: gap))).ToList();
        return Table.Of(
            Say("What these lack", "Wat hieraan ontbreekt"),
            [Say("alternative", "alternatief"), Say("kind", "soort"), Say("gap", "hiaat"), Say("known through", "bekend via")],
            gaps, lines,
            row => [row.Candidate.Name, Kind(row.Gap.Kind), row.Gap.Says.In(language), HowWeKnow(row.Gap.Evidence)]);
    }

    private string Together()
    {
        var set = choice.Together;
        var missing = set.Missing.Count == 0 ? "" : Say(
            $" Nothing that counts does: {NamesOf(set.Missing)}.", $" Niets dat telt doet: {NamesOf(set.Missing)}.");
        var partial = set.Partial.Count == 0 ? "" : Say(
            $" To be had only in part: {NamesOf(set.Partial)}.", $" Alleen ten dele te krijgen: {NamesOf(set.Partial)}.");
        var names = string.Join(" + ", set.Options.Select(o => choice.All.First(a => a.Rank == o).Candidate.Name));
        var found = set.Options.Count switch
        {
            0 => Say(
                $"No {SupplySet.Most} of them together do what is to be had.", $"Geen {SupplySet.Most} samen doen wat er te krijgen is."),
            1 => Say($"One does all that is to be had: {names}.", $"Eén doet alles wat er te krijgen is: {names}."),
            var count => Say(
                $"No smaller number than {count} together does all that is to be had: {names}.",
                $"Geen kleiner aantal dan {count} samen doet alles wat er te krijgen is: {names}."),
        };
        return found + missing + partial;
    }

    private string Does(RankedOption rank)
    {
        var of = rank.Full.Count + rank.Partial.Count + rank.Missing.Count;
        var partial = rank.Partial.Count == 0 ? "" : Say($"; in part: {NamesOf(rank.Partial)}", $"; ten dele: {NamesOf(rank.Partial)}");
        return Say($"{rank.Full.Count} of {of}", $"{rank.Full.Count} van {of}") + partial;
    }

    private string HandsOf(IEnumerable<SupplyHand> hands) => string.Join(" ← ", hands.Select(h => $"{h.Name} ({h.Country?.Code ?? "?"})"));

    private string Seal(SupplySeal? seal) => seal switch
    {
        null => Say("not assessed", "niet beoordeeld"),
        { AtLeast: { } least, AtMost: { } most } => least == most ? $"SEAL-{least}" : $"SEAL-{least} – {most}",
        { Conclusion.Length: > 0 } => seal.Conclusion,
        _ => Say("no level given", "geen niveau genoemd"),
    };

    private string Reach(ControlReach reach) => reach switch
    {
        ControlReach.Free => Say("others, elsewhere", "anderen, elders"),
        ControlReach.WhoRunsIt => Say("with who runs it", "bij wie het draait"),
        ControlReach.SameCountry => Say("others, in the same country", "anderen, in hetzelfde land"),
        ControlReach.Unknown => Say("unknown", "onbekend"),
        ControlReach.AvoidedCountry => Say("a country to avoid", "een te vermijden land"),
        ControlReach.SameController => Say("the same: falls with it", "dezelfde: valt mee"),
        _ => throw new ArgumentOutOfRangeException(nameof(reach), reach, "no such reach"),
    };

    private string Kind(OfferKind? kind) => kind switch
    {
        null => Say("register", "register"),
        OfferKind.Service => Say("service", "dienst"),
        OfferKind.Software => Say("software", "software"),
        OfferKind.Hosting => Say("hosting", "hosting"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of offer"),
    };

    private string Kind(GapKind kind) => kind switch
    {
        GapKind.Legal => Say("legal", "juridisch"),
        GapKind.Organisational => Say("organisational", "organisatorisch"),
        GapKind.Technical => Say("technical", "technisch"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of gap"),
    };

    private string HowWeKnow(Evidence evidence) => evidence.Certainty switch
    {
        Certainty.Read => evidence.Source.In(language),
        Certainty.Reported => Say("according to ", "volgens ") + evidence.Source.In(language),
        Certainty.Recalled => Say("according to the makers, from memory", "volgens de makers, uit het geheugen"),
        _ => throw new ArgumentOutOfRangeException(nameof(evidence), evidence.Certainty, "no such certainty"),
    };

    private string NamesOf(IEnumerable<string> capabilities) =>
        string.Join(", ", capabilities.Select(id => catalogue.Capability(id)!.Name.In(language)));

    private string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
}
