using Sluiswachter.App;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Shows the answer to a switch-off on one screen: how much, when, by what, for whom, and who goes on.</summary>
internal sealed class SwitchOffTables(Terminal terminal)
{
    private const int LongestBar = 32;

    /// <summary>At once, an hour, half a day, a day, three days, a week, thirty days, ninety days, a year.</summary>
    private static readonly int[] Marks = [0, 1, 12, 24, 72, 168, 720, 2160, 8760];

    public void Write(SwitchOffOutcome outcome, Premises premises, SwitchOffReport report)
    {
        var answer = outcome.Answer!;
        WriteHeading(outcome, premises);
        WriteTotals(answer);
        if (answer.Failed == default)
        {
            WriteNothingStops(answer);
        }
        else
        {
            WriteTimeline(answer);
            WriteCauses(report);
            WriteLinks(report);
            WriteStopped(answer, report);
        }

        WriteRunning(report);
        WriteNotes(answer);
    }

    private void WriteHeading(SwitchOffOutcome outcome, Premises premises)
    {
        var question = outcome.Question;
        var scenario = question.Scenario;
        var causes = scenario.Countries.Select(c => Say($"control from {c}", $"zeggenschap uit {c}"))
            .Concat(scenario.Locations.Select(c => Say($"everything that runs only in {c}", $"alles wat alleen in {c} draait")))
            .Concat(scenario.Suppliers.Select(s => s.Text))
            .Concat(scenario.Services.Select(s => s.Text));
        Line(Say(
            $"Switched off: {string.Join(", ", causes)} — facts of {question.At:yyyy-MM-dd}, {Noun.Hour.Count(scenario.HorizonHours, terminal.Language)} ahead",
            $"Uitgezet: {string.Join(", ", causes)} — feiten van {question.At:yyyy-MM-dd}, {Noun.Hour.Count(scenario.HorizonHours, terminal.Language)} vooruit"));
        if (NewestMeasurement.Says(outcome.Observed!, question.At) is { } newest)
        {
            Line(Word(newest));
        }

        Line();
        if (premises.Says is { } says)
        {
            new DocumentText(terminal).Write(new Paragraph(says.In(terminal.Language)));
            Line();
        }
    }

    private void WriteTotals(SwitchOffAnswer answer)
    {
        var (failed, of, nobody) = (answer.FailedForPeople, answer.OfForPeople, answer.Graph.FunctionsForNobody);
        Total(Say("organisations", "organisaties"), failed.Organisations, of.Organisations);
        Total(Say("functions", "overheidsdiensten"), failed.Functions, of.Functions);
        Total(
            Say("people served", "mensen bediend"), failed.People, of.People,
            People(failed.People, failed.Functions), People(of.People, of.Functions));
        Total(Say("services", "clouddiensten"), failed.Services, of.Services);
        if (nobody > 0)
        {
            Total(Say("besides, for nobody", "los, voor niemand"), answer.ForNobody.Functions, nobody);
            Line(Say(
                "  (functions that serve nobody themselves, such as a permission to send mail in a body's name;",
                "  (overheidsdiensten die zelf niemand bedienen, zoals toestemming om namens een organisatie te mailen;"));
            Line(Say(
                $"  {Number(answer.ForNobody.Organisations)} of the organisations that stop lose nothing else)",
                $"  {Number(answer.ForNobody.Organisations)} van de organisaties die stoppen, verliezen niets anders)"));
        }

        Line();

        void Total(string what, long count, long whole, string? part = null, string? all = null)
        {
            var share = whole == 0 ? "" : $"{Figures.Share(count, whole, terminal.Language),8}";
            Line($"  {what,-19} {part ?? Number(count),12} {Say("of", "van"),3} {all ?? Number(whole),12} {Say("stop", "stopt")} {share}");
        }
    }

    private void WriteNothingStops(SwitchOffAnswer answer)
    {
        Line(answer.SeededServices == 0
            ? Say("Nothing in the register is in reach of this.", "Niets in het register valt binnen dit bereik.")
            : Say("Services go, but nothing stops within the horizon.", "Er vallen clouddiensten weg, maar niets stopt binnen de horizon."));
        Line();
    }

    /// <summary>Shows what has stopped at some round hours, as far as more has stopped than at the one before.</summary>
    private void WriteTimeline(SwitchOffAnswer answer)
    {
        Line(Say("When", "Wanneer"));
        var shown = default(Counts);
        foreach (var mark in Marks.Append(answer.Scenario.HorizonHours).Where(m => m <= answer.Scenario.HorizonHours).Distinct())
        {
            var failed = answer.Timeline.LastOrDefault(m => m.Hour <= mark).Failed;
            if (failed == shown)
            {
                continue;
            }

            shown = failed;
            var nobody = answer.Timeline.LastOrDefault(m => m.Hour <= mark).ForNobody.Functions;
            var functions = failed.Functions - nobody;
            var length = (int)Math.Ceiling((double)LongestBar * functions / Math.Max(1, answer.OfForPeople.Functions));
            var bar = new string('█', length).PadRight(LongestBar, '░');
            Line($"  {Within(mark),-16} {bar} {Noun.Function.Count(functions, terminal.Language)}, " +
                $"{People(failed.People, functions)} {Say("people", "mensen")}" +
                (nobody == 0 ? "" : Say($"; {Number(nobody)} for nobody", $"; {Number(nobody)} voor niemand")));
        }

        Line();
    }

    private void WriteCauses(SwitchOffReport report)
    {
        Line(Say("By what", "Waardoor"));
        Rows.Write(
            terminal,
            [Say("service", "clouddienst"), Say("stops directly", "stopt direct"), Say("switched off through", "uitgezet via")],
            [.. report.Causes.Select(c => new[] { c.Name, Number(c.Functions), Through(c.Seed) })]);
        Line();
    }

    /// <summary>Who says that the causes shown are in whose hands: each fact once, from the service up.</summary>
    private void WriteLinks(SwitchOffReport report)
    {
        var links = report.Causes.Select(c => c.Seed).Concat(report.Stopped.Select(f => f.Seed)).OfType<SeedLine>()
            .SelectMany(s => s.Links).Distinct().ToList();
        if (links.Count == 0)
        {
            return;
        }

        Line(Say("Who says so", "Wie dat zegt"));
        Rows.Write(
            terminal,
            [Say("fact", "feit"), Say("ground", "grond"), Say("observed", "waargenomen"), Say("according to", "volgens")],
            [
                .. links.Select(l => new[]
                {
                    l.Says.In(terminal.Language), Word(ChoiceWords.Of(l.Ground.Basis)), l.Ground.ObservedOn?.ToString("yyyy-MM-dd") ?? "?",
                    l.Ground.Source is { } id ? report.Sources.GetValueOrDefault(id)?.Name ?? id : Say("nobody named", "niemand genoemd"),
                }),
            ]);
        Line();
    }

    private string Through(SeedLine? seed) => seed?.Kind switch
    {
        null => Say("what it needs itself", "wat zij zelf nodig heeft"),
        SeedKind.Control => $"{string.Join(" → ", seed.Suppliers)} ({seed.Country})",
        SeedKind.Supplier => string.Join(" → ", seed.Suppliers),
        SeedKind.Location => Say("the place where it runs", "de plaats waar zij draait"),
        SeedKind.Service => Say("itself", "zichzelf"),
        _ => throw new ArgumentOutOfRangeException(nameof(seed), seed?.Kind, "no such kind of seed"),
    };

    private void WriteStopped(SwitchOffAnswer answer, SwitchOffReport report)
    {
        Line(Say(
            $"What stops — {report.Stopped.Count} of {Number(answer.Functions.Count)} lines, the most critical first",
            $"Wat stopt — {report.Stopped.Count} van {Number(answer.Functions.Count)} regels, de meest kritieke eerst"));
        Rows.Write(
            terminal,
            [Say("function", "overheidsdienst"), Say("people", "mensen"), Say("stops", "stopt"), Say("because [weakest ground]", "omdat [zwakste grond]")],
            [
                .. report.Stopped.Select(f => new[]
                {
                    FunctionOf(f.Name, f.Organisation), People(f.People, f.ServesNobody ? 0 : 1), WhenAndHowBad(f), Because(f),
                }),
            ]);
        Line();
    }

    /// <summary>The function, and its body where the name does not tell it.</summary>
    private static string FunctionOf(string name, string organisation) =>
        name.Contains(organisation, StringComparison.OrdinalIgnoreCase) ? name : $"{name} — {organisation}";

    private string People(long people, int functions) => Figures.People(people, functions, terminal.Language);

    private string WhenAndHowBad(StoppedLine function)
    {
        var details = new List<string>();
        if (function.Criticality is { } criticality)
        {
            details.Add(Word(ChoiceWords.Of(criticality)));
        }

        if (function.ToleratesHours is { } tolerates)
        {
            details.Add(Say($"tolerates {Length(tolerates)}", $"verdraagt {Length(tolerates)}"));
        }

        if (function.ExitHours is { } exit)
        {
            details.Add(Say($"exit takes {Length(exit)}", $"exit duurt {Length(exit)}"));
        }

        return After(function.StopsAtHours) + (details.Count == 0 ? "" : $" ({string.Join(", ", details)})");
    }

    private string Because(StoppedLine function)
    {
        var services = function.Because.Select(b => b.Service);
        var controller = function.Seed is { Suppliers: [var first, ..] } seed
            ? [seed.Country is { } country ? $"{first} ({country})" : first]
            : Array.Empty<string>();
        var chain = string.Join(" ← ", services.Concat(function.More ? ["…"] : controller));
        return function.Because.Count > 0 ? $"{chain} [{Word(ChoiceWords.Of(function.Weakest))}]" : chain;
    }

    private void WriteRunning(SwitchOffReport report)
    {
        Line(Say(
            $"Who can still work — {Noun.Function.Count(report.RunningFunctions, terminal.Language)}, {Number(report.SparedFunctions)} of them thanks to a fallback",
            $"Wie kan doorwerken — {Noun.Function.Count(report.RunningFunctions, terminal.Language)}, waarvan {Number(report.SparedFunctions)} dankzij een terugvaloptie"));
        Rows.Write(
            terminal,
            [
                Say("function", "overheidsdienst"), Say("people", "mensen"), Say("critical", "kritiek"),
                Say("lost → kept by", "kwijt → opgevangen door"),
            ],
            [
                .. report.Running.Select(f => new[]
                {
                    FunctionOf(f.Name, f.Organisation), People(f.People, functions: 1), f.Criticality is { } known ? Word(ChoiceWords.Of(known)) : "?", f.Lost is null ? "" : $"{f.Lost} → {f.KeptBy}",
                }),
            ]);
        Line();
    }

    private void WriteNotes(SwitchOffAnswer answer)
    {
        var graph = answer.Graph;
        if (SuppliersWithoutCountry.In(graph, terminal.Language) is { } unknown)
        {
            Line(unknown);
        }

        if (graph.Unmet.Count > 0)
        {
            var requirements = new Noun(
                new("requirement has", "afhankelijkheid heeft"), new("requirements have", "afhankelijkheden hebben"))
                .Count(graph.Unmet.Count, terminal.Language);
            Line(Say(
                $"{requirements} fewer alternatives than needed: a defect of the data, which stops nothing.",
                $"{requirements} minder alternatieven dan nodig: een gebrek in de gegevens, dat niets stopt."));
        }

        Line(Say(
            "Every function with its chain of facts and sources: --json. More lines here: --lines N.",
            "Elke overheidsdienst met haar keten van feiten en bronnen: --json. Meer regels hier: --lines N."));
    }

    private string Within(int hours) => hours == 0 ? Say("at once", "meteen") : Say($"within {Length(hours)}", $"binnen {Length(hours)}");

    private string After(int hours) => hours == 0 ? Say("at once", "meteen") : Say($"after {Length(hours)}", $"na {Length(hours)}");

    private string Length(int hours) =>
        hours % 24 == 0 && hours >= 48 ? Say($"{hours / 24} days", $"{hours / 24} dagen") : Say($"{hours} h", $"{hours} u");

    private string Number(long number) => Figures.Number(number, terminal.Language);

    private string Word(Phrase phrase) => phrase.In(terminal.Language);

    private string Say(string english, string dutch) => terminal.Say(english, dutch);

    private void Line(string text = "") => terminal.TellResult(text);
}
