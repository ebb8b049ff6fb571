using Sluiswachter.Exchange;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Tells an answer about exposure: how much, of whom, through whom, in whose hand, under which law, what is unknown.</summary>
internal sealed class ExposureText(ExposureReply reply, Language language, int lines, IRegisterReader reader)
{
    private readonly ExposureAnswer answer = reply.Answer;
    private IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();

    public Document Write()
    {
        var functions = answer.Functions.SelectMany(f => f.Data.Select(d => (Function: f, Data: d))).OrderBy(x => !x.Data.IsCertain)
            .ThenBy(x => Gravity(x.Data.Class)).ThenBy(x => x.Function.Criticality ?? (Criticality)byte.MaxValue)
            .ThenByDescending(x => x.Function.People).ThenBy(x => x.Function.Entity).ToList();
        names = reader.Names(Shown(functions.Take(lines)).Select(IdOf).ToHashSet(StringComparer.Ordinal), reply.Facts.At);
        var who = Join(answer.Question.Countries.Select(InSentence).Concat(answer.Question.Suppliers.Select(s => NameOf(s.Text))));
        List<DocumentPart> parts = [new Paragraph(HowMuch(who))];
        if (ServingNobody.In(answer.Graph, language) is { } nobody)
        {
            parts.Add(new Paragraph(nobody));
        }

        if (functions.Count > 0)
        {
            parts.AddRange([ByClass(), Whose(functions), InOneHand()]);
        }

        parts.AddRange(UnderWhichLaw());
        parts.Add(new Paragraph(WhatIsUnknown()));
        var only = answer.Question.Classes.Count == 0
            ? ""
            : Say(", only data of class ", ", alleen gegevens van klasse ") + Join(answer.Question.Classes.Select(c => WordOf(c == default ? null : c)));
        return new Document(
            Say("Data in reach of ", "Gegevens binnen bereik van ") + who + only +
            Say($" — facts of {reply.Facts.At:yyyy-MM-dd}", $" — feiten van {reply.Facts.At:yyyy-MM-dd}"),
            parts);
    }

    private string HowMuch(string who)
    {
        var (inReach, certain) = (answer.Counts.InReach, answer.Counts.Certain);
        if (answer.Suppliers == 0)
        {
            var unknown = answer.Unknown.SuppliersWithoutCountry;
            return Say(
                $"No supplier in this register is known to be under the control of {who} on this day, so nothing is known to be in reach.",
                $"Van geen leverancier in dit register is bekend dat die op deze dag onder zeggenschap valt van {who}; van niets is dus bekend dat het binnen bereik is.") +
                (unknown == 0 ? "" : Say(
                    $" Of {Number(unknown)} of the {Number(answer.Graph.SupplierCount)} suppliers the country is unknown: that does not say that all is well.",
                    $" Van {Number(unknown)} van de {Number(answer.Graph.SupplierCount)} leveranciers is het land onbekend: dat zegt niet dat alles in orde is."));
        }

        var control = Say(
            $"Under the control of {who}: {Count(Noun.Supplier, answer.Suppliers)} with {Count(Noun.Service, answer.Services)}. ",
            $"Onder zeggenschap van {who}: {Count(Noun.Supplier, answer.Suppliers)} met {Count(Noun.Service, answer.Services)}. ");
        var keys = answer.StoppedByKeys.Functions == 0 ? "" : Say(
            $" Data of {Number(answer.StoppedByKeys.Functions)} more is kept out of reach by keys that only the customer holds.",
            $" Gegevens van nog {Number(answer.StoppedByKeys.Functions)} blijven buiten bereik door sleutels die alleen de klant heeft.");
        if (inReach.Functions == 0)
        {
            return control + Say("No data of any function is known to go there.", "Van geen overheidsdienst is bekend dat er gegevens heen gaan.") + keys;
        }

        return control + Say(
            $"Data of {Number(inReach.Functions)} of {Number(answer.Graph.FunctionCount)} functions is in reach: of {Number(certain.Functions)} certainly, " +
            $"of {Number(inReach.Functions - certain.Functions)} possibly, since the register does not say in what form a service sees the data or who holds the keys. " +
            $"Altogether they are of {Count(Noun.Body, inReach.Organisations)} and serve {(inReach.People == 0 ? "an unknown number of" : Number(inReach.People))} people.",
            $"Gegevens van {Number(inReach.Functions)} van {Number(answer.Graph.FunctionCount)} overheidsdiensten zijn binnen bereik: van {Number(certain.Functions)} zeker, " +
            $"van {Number(inReach.Functions - certain.Functions)} mogelijk, omdat het register niet zegt in welke vorm een clouddienst de gegevens ziet of wie de sleutels heeft. " +
            $"Bij elkaar zijn die van {Count(Noun.Body, inReach.Organisations)}, voor {(inReach.People == 0 ? "een onbekend aantal" : Number(inReach.People))} mensen.") + keys;
    }

    private Table ByClass() => Table.Of(
        Say("By class of data", "Per klasse van gegevens"),
        [
            Say("class", "klasse"), Count("certain", "zeker"), Count("certain or possible", "zeker of mogelijk"),
            Count("organisations", "organisaties"), Count("people", "mensen"), Count("special personal data", "bijzondere persoonsgegevens"),
        ],
        answer.Classes, lines, c =>
        [
            WordOf(c.Class), Number(c.Counts.Certain.Functions), Number(c.Counts.InReach.Functions),
            Number(c.Counts.InReach.Organisations), People(c.Counts.InReach), Number(c.Counts.InReach.SpecialCategories),
        ]);

    private Table Whose(IReadOnlyList<(ExposedFunction Function, ExposedData Data)> functions) => Table.Of(
        Say("Whose data, through whom: the surest and most confidential first", "Wiens gegevens, via wie: de zekerste en meest vertrouwelijke eerst"),
        [
            Say("function", "overheidsdienst"), Say("data", "gegevens"), Say("how sure", "hoe zeker"),
            Say("service ← in control", "clouddienst ← zeggenschap"), Count("people", "mensen"),
        ],
        [.. functions], lines, x =>
        [
            FunctionOf(x.Function), DataOf(x.Function, x.Data), HowSure(x.Data), Through(x.Data),
            Figures.People(x.Function.People, functions: 1, language),
        ]);

    private Table InOneHand() => Table.Of(
        Say("If all of it lands in one hand: what a supplier and all it controls can reach together",
            "Als alles in één hand belandt: waar een leverancier en al wie zij beheerst samen bij kunnen"),
        [
            Say("hand", "hand"), Count("functions", "diensten"), Count("of which certain", "waarvan zeker"),
            Count("organisations", "organisaties"), Count("people", "mensen"), Say("data", "gegevens"),
        ],
        answer.Hands, lines, h =>
        [
            $"{NameOf(IdOf(h.Supplier))} ({h.Country?.Code ?? "?"})", Number(h.Counts.InReach.Functions), Number(h.Counts.Certain.Functions),
            Number(h.Counts.InReach.Organisations), People(h.Counts.InReach),
            string.Join(", ", h.Classes.Select(c => $"{WordOf(c.Class)} {Number(c.Counts.InReach.Functions)}")),
        ]);

    private IEnumerable<DocumentPart> UnderWhichLaw()
    {
        var at = reply.Facts.At;
        var laws = reply.Countries.SelectMany(c => reply.Laws.LawsOf(c, at).Select(law => (Country: c, Law: law))).ToList();
        if (laws.Count > 0)
        {
            yield return Table.Of(
                Say("Under which law", "Onder welke wet"),
                [Say("law", "wet"), Say("allows", "staat toe"), Say("how we know", "hoe we dat weten")],
                laws, int.MaxValue, x =>
                [
                    $"{x.Law.Title} ({x.Country}, {Say("since", "sinds")} {reply.Laws.Begins(x.Law):yyyy-MM-dd}" +
                        $"{(x.Law.IsUnsure ? Say(", perhaps no longer", ", mogelijk niet meer") : "")})",
                    Text(x.Law.Allows) + Aside(x.Law.Note), HowWeKnow(x.Law.Evidence),
                ]);
        }

        foreach (var says in laws.Where(l => l.Law.Likelihood is not null).GroupBy(l => l.Law.Likelihood!))
        {
            yield return new Paragraph(Say(
                $"How likely is it? Of {Join(says.Select(l => l.Law.Title))}: {Text(says.Key.Says)}. Source: {says.Key.Source}.",
                $"Hoe waarschijnlijk is het? Over {Join(says.Select(l => l.Law.Title))}: {Text(says.Key.Says)}. Bron: {says.Key.Source}."));
        }

        foreach (var country in reply.Countries)
        {
            var none = laws.Exists(l => l.Country == country) ? "" : Say(
                $"Our list names no law of {InSentence(country)} for this day; that does not say there is none. ",
                $"Onze lijst noemt voor deze dag geen wet van {InSentence(country)}; dat zegt niet dat die er niet is. ");
            yield return new Paragraph(none + Transfers(country, at));
        }
    }

    private string Transfers(Country country, DateOnly at)
    {
        if (reply.Laws.FreeFlowTo(country, at) is { } free)
        {
            return Say(
                $"Personal data may go to {InSentence(country)} without an adequacy decision: it is {free.Why.English}.",
                $"Persoonsgegevens mogen naar {InSentence(country)} zonder adequaatheidsbesluit: het is {free.Why.Dutch}.");
        }

        var decisions = reply.Laws.DecisionsFor(country, at).ToList();
        return decisions.Count == 0
            ? Say(
                $"We know of no adequacy decision for transfers of personal data to {InSentence(country)} on this day.",
                $"Ons is geen adequaatheidsbesluit bekend voor doorgifte van persoonsgegevens naar {InSentence(country)} op deze dag.")
            : string.Join(' ', decisions.Select(d => Say(
                $"For transfers of personal data to {InSentence(country)} an adequacy decision holds on this day: {Text(d.Title)}, {d.Number}, " +
                $"since {d.Validity.From:yyyy-MM-dd}{Aside(d.Scope, d.Note)}; {HowWeKnow(d.Evidence)}.",
                $"Voor doorgifte van persoonsgegevens naar {InSentence(country)} geldt op deze dag een adequaatheidsbesluit: {Text(d.Title)}, {d.Number}, " +
                $"sinds {d.Validity.From:yyyy-MM-dd}{Aside(d.Scope, d.Note)}; {HowWeKnow(d.Evidence)}.")));
    }

    private string WhatIsUnknown()
    {
        var unknown = answer.Unknown;
        List<string> said = [];
        if (unknown.SilentHolding > 0)
        {
            said.Add(Say(
                $"Uses of services that hold data which do not say in what form these see it: {Number(unknown.SilentHolding)}. They count as possible.",
                $"Bij {Number(unknown.SilentHolding)} keer gebruik van clouddiensten die gegevens houden staat niet in welke vorm die ze zien: dat telt als mogelijk."));
        }

        if (unknown.SilentPassing > 0)
        {
            said.Add(Say(
                $"Uses for names, connections, support, updates or licences which do not say so either: {Number(unknown.SilentPassing)}. No data is taken to go there.",
                $"Bij {Number(unknown.SilentPassing)} keer gebruik voor namen, verbindingen, hulp, updates of licenties staat dat evenmin: daarheen gaan naar aanname geen gegevens."));
        }

        if (unknown.SuppliersWithoutCountry > 0)
        {
            said.Add(Say(
                $"The country of {Count(Noun.Supplier, unknown.SuppliersWithoutCountry)} ({Count(Noun.Service, unknown.ServicesOfThose)}) is unknown, which counts as out of reach; " +
                $"were all of it in reach, so would be data of {Number(unknown.FunctionsThere.Functions)} more of the functions.",
                $"Van {Count(Noun.Supplier, unknown.SuppliersWithoutCountry)} ({Count(Noun.Service, unknown.ServicesOfThose)}) is het land onbekend; dat telt als buiten bereik. " +
                $"Viel het er alles onder, dan ook gegevens van nog {Count(Noun.Function, unknown.FunctionsThere.Functions)}."));
        }

        if (answer.HandsLeftOut > 0)
        {
            said.Add(Say(
                $"Smaller hands that were not looked at, because that would take too long: {Number(answer.HandsLeftOut)}.",
                $"Kleinere handen die niet zijn bekeken, omdat dat te lang zou duren: {Number(answer.HandsLeftOut)}."));
        }

        said.Add(Say(
            "Being in reach does not say that anybody looks. Every function with its hops, sources and laws: --json.",
            "Binnen bereik zijn zegt niet dat iemand kijkt. Elke overheidsdienst met haar schakels, bronnen en wetten: --json."));
        return string.Join(' ', said);
    }

    private string FunctionOf(ExposedFunction function)
    {
        var (name, body) = (NameOf(IdOf(function.Entity)), NameOf(IdOf(function.Organisation)));
        return name.Contains(body, StringComparison.OrdinalIgnoreCase) ? name : $"{name} — {body}";
    }

    private string DataOf(ExposedFunction function, ExposedData data) => WordOf(data.Class) + function.PersonalData switch
    {
        PersonalData.Special => Say(", special personal data", ", bijzondere persoonsgegevens"),
        PersonalData.Ordinary => Say(", personal data", ", persoonsgegevens"),
        _ => "",
    };

    private string HowSure(ExposedData data)
    {
        var standby = data.OnlyThroughStandby ? Say(" (only in a fallback)", " (alleen in een terugvaloptie)") : "";
        var weakest = data.Hops.FirstOrDefault(h => !h.IsCertain);
        var why = data.IsCertain ? Say("certain", "zeker")
            : weakest.Data == DataHandling.Encrypted ? Say("possible: encrypted, holder of the keys not said", "mogelijk: versleuteld, sleutelhouder niet genoemd")
            : Say("possible: form of the data not said", "mogelijk: vorm van de gegevens niet genoemd");
        return why + standby;
    }

    private string Through(ExposedData data)
    {
        var control = data.Control;
        var controller = $"{NameOf(IdOf(control.Suppliers[0]))} ({control.Country?.Code ?? "?"})";
        return string.Join(" ← ", data.Hops.Select(h => NameOf(IdOf(h.Service))).Append(data.HasMore ? "…" : controller));
    }

    private IEnumerable<int> Shown(IEnumerable<(ExposedFunction Function, ExposedData Data)> functions) =>
        functions.SelectMany(x => x.Data.Hops.Select(h => h.Service)
                .Concat([x.Function.Entity, x.Function.Organisation, x.Data.Control.Suppliers[0]]))
            .Concat(answer.Hands.Take(lines).Select(h => h.Supplier))
            .Concat(answer.Question.Suppliers.Select(s => answer.Graph.Entities.PositionOf(s.Text)));

    private string HowWeKnow(Evidence evidence) => evidence.Certainty switch
    {
        Certainty.Read => Text(evidence.Source),
        Certainty.Reported => Say("according to ", "volgens ") + Text(evidence.Source),
        Certainty.Recalled => Say("according to the makers, from memory: ", "volgens de makers, uit het geheugen: ") + Text(evidence.Source),
        _ => throw new ArgumentOutOfRangeException(nameof(evidence), evidence.Certainty, "no such certainty"),
    };

    private string WordOf(DataClass? known) =>
        known is { } one ? ChoiceWords.Of(one).In(language) : Say("class unknown", "klasse onbekend");

    /// <summary>The unknown comes before what is known to matter little.</summary>
    private static int Gravity(DataClass? known) =>
        known switch { DataClass.Confidential => 0, null => 1, DataClass.Internal => 2, _ => 3 };

    private string Aside(params IEnumerable<Phrase> phrases) =>
        string.Join("; ", phrases.Select(Text).Where(t => t.Length > 0)) is { Length: > 0 } text ? $" ({text})" : "";

    private string InSentence(Country country) => Text(CountryNames.InSentence(country));

    private string Join(IEnumerable<string> words) => words.ToList() is { Count: > 1 } several
        ? string.Join(", ", several[..^1]) + Say(" and ", " en ") + several[^1]
        : string.Concat(words);

    private TableColumn Count(string english, string dutch) => new(Say(english, dutch), IsNumber: true);

    private string IdOf(int entity) => answer.Graph.Entities[entity];

    private string NameOf(string id) => names.GetValueOrDefault(id, id);

    private string Text(Phrase phrase) => phrase.In(language);

    private string Say(string english, string dutch) => new Phrase(english, dutch).In(language);

    private string People(Reached reached) => Figures.People(reached.People, reached.Functions, language);

    private string Count(Noun noun, long number) => noun.Count(number, language);

    private string Number(long number) => Figures.Number(number, language);
}
