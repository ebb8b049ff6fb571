using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>A weighing as a decision maker reads it.</summary>
internal sealed class AssessText(Weighing weighing, IReadOnlyList<Sourcing> ways, Language language)
{
    /// <summary>The verdict first, then why, then what is open, then the other ways, then what it rests on.</summary>
    public Document Tell(int lines)
    {
        var notMet = weighing.Rulings.Where(r => r.Ruling is Ruling.Broken).OrderBy(r => r.Clause.Severity).ToList();
        var open = weighing.Rulings.Where(r => r.Ruling is Ruling.Open).OrderBy(r => r.Clause.Severity).ToList();
        var met = weighing.Rulings.Where(r => r.Ruling is Ruling.Met).ToList();
        return new Document(
            Say(
                $"Weighing of {Name("a service")}{Body(" by ")} on {weighing.At:yyyy-MM-dd}",
                $"Afweging van {Name("een clouddienst")}{Body(" door ")} op {weighing.At:yyyy-MM-dd}"),
            [
                new Paragraph(VerdictSentence(notMet.Count, open.Count, met.Count)),
                .. notMet.Count == 0 ? [] : (DocumentPart[])[NotMet(notMet, lines)],
                .. open.Count == 0 ? [] : (DocumentPart[])[Open(open, lines)],
                .. met.Count == 0 ? [] : (DocumentPart[])[Met(met, lines)],
                Ways(),
                .. weighing.Use.Told.Count == 0 ? [] : (DocumentPart[])[Answers()],
                new Paragraph(Say(
                    "A clause that is marked \"according to\" was not read in the document itself. The weighing prepares a decision; it does not take one.",
                    "Een bepaling met \"volgens\" is niet in het document zelf gelezen. De afweging bereidt een besluit voor; zij neemt het niet.")),
            ]);
    }

    private string VerdictSentence(int notMet, int open, int met)
    {
        var verdict = RulingTold.Of(weighing.Verdict).In(language).ToUpperInvariant();
        var atWorst = RulingTold.Of(weighing.AtWorst).In(language);
        if (!weighing.IsDecided && met + notMet == 0)
        {
            var (english, dutch) = BlankUse.Is(weighing.Use)
                ? ("nothing is answered yet", "er is nog niets beantwoord")
                : ("what is known settles no clause yet", "wat bekend is beslist nog over geen enkele bepaling");
            return Say(
                $"NOT DECIDED: {english}, so anything from {RulingTold.Of(weighing.Verdict).English} to {RulingTold.Of(weighing.AtWorst).English} is possible. Clauses that apply: {open}, all open.",
                $"NIET BESLIST: {dutch}, dus alles van {RulingTold.Of(weighing.Verdict).Dutch} tot {RulingTold.Of(weighing.AtWorst).Dutch} is mogelijk. Bepalingen die gelden: {open}, alle open.") + OnlyAdvice();
        }

        var head = weighing.IsDecided ? verdict : Say($"NOT DECIDED; {verdict} so far, {atWorst} at worst", $"NIET BESLIST; tot nu toe {verdict}, in het ergste geval {atWorst}");
        var because = weighing.Verdict switch
        {
            Verdict.Prohibited => Say("it may not be used so", "het mag zo niet worden gebruikt"),
            Verdict.Conditional => Say("it may be used once the conditions below are met", "het mag worden gebruikt zodra aan de voorwaarden hieronder is voldaan"),
            Verdict.Discouraged => Say("it may be used, with reasons", "het mag worden gebruikt, met redenen"),
            Verdict.Allowed => Say("no clause stands in the way", "geen bepaling staat in de weg"),
            _ => throw new InvalidOperationException($"no verdict {weighing.Verdict}"),
        };
        var counts = Say(
            $"Clauses that apply: {notMet + open + met}, of which {met} met, {notMet} not met, {open} open.",
            $"Bepalingen die gelden: {notMet + open + met}, waarvan {met} vervuld, {notMet} niet vervuld, {open} open.");
        return $"{head}: {because}. {counts}{OnlyAdvice()}";
    }

    /// <summary>Says so when the clauses that decide are not binding for this body.</summary>
    private string OnlyAdvice()
    {
        var deciding = weighing.Rulings.Where(r => r.Ruling is Ruling.Broken && (int)r.Clause.Severity == (int)weighing.Verdict).ToList();
        return deciding.Count > 0 && deciding.TrueForAll(r => BindingOf(r.Clause) == Binding.Advised)
            ? " " + Say("The clauses that decide are advice to this body.", "De bepalingen die beslissen zijn voor deze organisatie een advies.")
            : "";
    }

    private Binding BindingOf(Clause clause) => Bindings.Of(clause.Pack, weighing.Use.Body);

    private string Told(Clause clause) => $"{clause.Id} ({Bindings.Of(BindingOf(clause)).In(language)})";

    private string Body(string before) => weighing.Use.Body == BlankUse.Nobody ? "" : before + weighing.Use.Body.Name;

    private Table NotMet(List<(Clause Clause, Ruling Ruling)> rulings, int lines) => Table.Of(
        Say("Not met", "Niet vervuld"),
        [Say("clause", "bepaling"), Say("weighs", "weegt"), Say("found", "gevonden"), Say("settled by", "opgelost door"), Say("source", "bron")],
        rulings, lines,
        r =>
        [
            Told(r.Clause), RulingTold.Of(r.Clause.Severity).In(language), Found(r.Ruling),
            RulingTold.SettledBy(r.Ruling)!.Value.In(language), r.Clause.Attribution.In(language),
        ]);

    private Table Open(List<(Clause Clause, Ruling Ruling)> rulings, int lines) => Table.Of(
        Say("Open: one fact is missing", "Open: één feit ontbreekt"),
        [Say("clause", "bepaling"), Say("weighs", "weegt"), Say("question", "vraag"), Say("its word, and its answers", "haar woord, en haar antwoorden")],
        rulings, lines,
        r =>
        {
            var question = AskedQuestion.Of(((Ruling.Open)r.Ruling).Missing);
            return
            [
                Told(r.Clause), RulingTold.Of(r.Clause.Severity).In(language), question.Asks.In(language),
                $"{question.Word}: {string.Join(", ", question.Options.Select(o => o.Word))}",
            ];
        });

    private Table Met(List<(Clause Clause, Ruling Ruling)> rulings, int lines) => Table.Of(
        Say("Met", "Vervuld"), [Say("clause", "bepaling"), Say("what it says", "wat zij zegt"), Say("because", "want")],
        rulings, lines,
        r => [r.Clause.Id, r.Clause.Title.In(language), RulingTold.Tell(r.Ruling.Grounds, language)]);

    private Table Ways() => Table.Of(
        Say("Other ways, held against the same clauses", "Andere wegen, langs dezelfde bepalingen"),
        [
            Say("way", "weg"), Say("verdict", "oordeel"), Say("at worst", "in het ergste geval"), new TableColumn(Say("not met", "niet vervuld"), IsNumber: true),
            Say("who can reach the data", "wie bij de gegevens kan"), Say("who controls", "wie zeggenschap heeft"), Say("exit", "uitweg"),
            Say("cost of leaving", "kosten van vertrek"),
        ],
        ways, ways.Count,
        w =>
        [
            SourcingWords.Name(w.Way).In(language) + (w.IsProposal ? Say(" (proposed)", " (voorstel)") : ""),
            RulingTold.Of(w.Weighing.Verdict).In(language), RulingTold.Of(w.Weighing.AtWorst).In(language),
            Figures.Number(w.Weighing.Rulings.Count(r => r.Ruling is Ruling.Broken), language),
            SourcingWords.Data(w).In(language), SourcingWords.Control(w).In(language), SourcingWords.Exit(w).In(language),
            SourcingWords.Cost(w).In(language),
        ]);

    private Table Answers() => Table.Of(
        Say("What was answered", "Wat is geantwoord"), [Say("question", "vraag"), Say("answer", "antwoord")],
        weighing.Use.Told.OrderBy(t => t.Key).ToList(), weighing.Use.Told.Count,
        t => [AskedQuestion.Of(t.Key).Asks.In(language), AskedQuestion.Of(t.Key).Options.First(o => o.Word == t.Value).Says.In(language)]);

    private string Found(Ruling ruling)
    {
        var grounds = ruling.Grounds;
        var says = RulingTold.SaysOf(ruling)!.Value.In(language);
        return grounds.Count == 0 ? says : $"{says}: {RulingTold.Tell(grounds, language)}";
    }

    private string Name(string otherwise) =>
        weighing.Use.Service.Name == BlankUse.Unnamed ? otherwise : weighing.Use.Service.Name.Text;

    private string Say(string english, string dutch) => language == Language.Dutch ? dutch : english;
}
