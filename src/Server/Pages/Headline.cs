using Sluiswachter.App;
using Sluiswachter.Insight;

namespace Sluiswachter.Server.Pages;

/// <summary>The answer in one or two sentences that can be read aloud.</summary>
internal static class Headline
{
    /// <summary>What is switched off, on which day, how much stops, and when.</summary>
    public static string Of(SwitchOffQuestion question, SwitchOffAnswer answer, SwitchOffChoices choices, Wording w)
    {
        var causes = Causes(question.Scenario, choices, w);
        var when = w.Day(question.At);
        var what = w.List(causes);
        var (failed, of) = (answer.FailedForPeople, answer.OfForPeople);
        var condition = causes.Count == 1
            ? w.Say($"If {what} is switched off on {when}", $"Als {what} op {when} wordt uitgezet")
            : w.Say($"If {what} are switched off on {when}", $"Als {what} op {when} worden uitgezet");
        if (answer.Of.Functions == 0)
        {
            return w.Say(
                $"{condition}, nothing is known to stop: the register holds no government functions on that day.",
                $"{condition}, is niet bekend wat stopt: het register kent op die dag geen overheidsdiensten.");
        }

        var (english, dutch) = ForPeople(answer);
        if (failed.Functions == 0)
        {
            return w.Say(
                $"{condition}, none of the {w.Number(of.Functions)} government functions{english} in the register stops.",
                $"{condition}, stopt geen van de {w.Number(of.Functions)} overheidsdiensten{dutch} in het register.");
        }

        return $"{condition}, {Stops(answer, w)}";
    }

    /// <summary>For how many people, and how many functions go on; the second breath of the reader.</summary>
    public static string Then(SwitchOffAnswer answer, SwitchOffReport report, Wording w)
    {
        var sentences = new List<string> { Serving(answer, w), Besides(answer, w) };
        if (answer.Of.Functions > 0)
        {
            sentences.Add(GoesOn(report, w));
        }

        return string.Join(' ', sentences.Where(s => s.Length > 0));
    }

    /// <summary>How many functions go on, and how many of them thanks to a fallback.</summary>
    public static string GoesOn(SwitchOffReport report, Wording w)
    {
        var running = w.Count(
            report.RunningFunctions, "government function goes on", "government functions go on", "overheidsdienst gaat door", "overheidsdiensten gaan door");
        var spared = w.Number(report.SparedFunctions);
        return report.SparedFunctions == 0
            ? $"{running}."
            : w.Say(
                $"{running}, {spared} of which lost something and {(report.SparedFunctions == 1 ? "goes" : "go")} on thanks to a fallback.",
                $"{running}; {spared} daarvan {(report.SparedFunctions == 1 ? "verloor" : "verloren")} iets en {(report.SparedFunctions == 1 ? "gaat" : "gaan")} door dankzij een terugvaloptie.");
    }

    /// <summary>What is switched off, as subjects of a sentence.</summary>
    public static IReadOnlyList<string> Causes(Scenario scenario, SwitchOffChoices choices, Wording w)
    {
        var causes = new List<string>();
        if (scenario.Countries.Count > 0)
        {
            var countries = w.List([.. scenario.Countries.Select(w.Name)]);
            causes.Add(w.Say($"everything under the control of {countries}", $"alles onder zeggenschap van {countries}"));
        }

        if (scenario.Locations.Count > 0)
        {
            var places = w.List([.. scenario.Locations.Select(w.Name)]);
            causes.Add(w.Say($"everything that runs only in {places}", $"alles wat alleen in {places} draait"));
        }

        causes.AddRange(scenario.Suppliers.Select(s => w.Say(
            $"{choices.NameOf(s.Text)} with all it controls", $"{choices.NameOf(s.Text)} met alles onder zijn zeggenschap")));
        causes.AddRange(scenario.Services.Select(s => choices.NameOf(s.Text)));
        return causes;
    }

    private static string Stops(SwitchOffAnswer answer, Wording w)
    {
        var (failed, of) = (answer.FailedForPeople.Functions, answer.OfForPeople.Functions);
        var (english, dutch) = ForPeople(answer);
        var functions = w.Say(
            $"{w.Number(failed)} of {w.Number(of)} government functions{english} {(failed == 1 ? "stops" : "stop")}",
            $"{(failed == 1 ? "stopt" : "stoppen")} {w.Number(failed)} van de {w.Number(of)} overheidsdiensten{dutch}");
        var moments = answer.Timeline.Select(m => m.ForPeople()).Where(m => m.Failed.Functions > 0).ToList();
        var first = moments[0];
        var last = moments.First(m => m.Failed.Functions == failed);
        if (first == last)
        {
            return $"{functions} {w.After(first.Hour)}.";
        }

        var rest = w.Say($"the last {w.After(last.Hour)}", $"de laatste {w.After(last.Hour)}");
        return w.Say(
            $"{functions}: {w.Number(first.Failed.Functions)} {w.After(first.Hour)}, {rest}.",
            $"{functions}: {w.Number(first.Failed.Functions)} {w.After(first.Hour)}, {rest}.");
    }

    /// <summary>Which functions are meant, where some say that they serve nobody.</summary>
    private static (string English, string Dutch) ForPeople(SwitchOffAnswer answer) =>
        answer.Graph.FunctionsForNobody == 0 ? ("", "") : (" that serve people", " die mensen bedienen");

    /// <summary>What else stops: functions that say that they serve nobody themselves.</summary>
    private static string Besides(SwitchOffAnswer answer, Wording w)
    {
        var (failed, of) = (answer.ForNobody.Functions, answer.Graph.FunctionsForNobody);
        return failed == 0
            ? ""
            : w.Say(
                $"Besides, {w.Number(failed)} of {w.Number(of)} functions {(failed == 1 ? "stops" : "stop")} that serve nobody themselves, such as a permission to send mail in a body's name.",
                $"Los daarvan {(failed == 1 ? "stopt" : "stoppen")} {w.Number(failed)} van de {w.Number(of)} diensten die zelf niemand bedienen, zoals toestemming om namens een organisatie te mailen.");
    }

    private static string Serving(SwitchOffAnswer answer, Wording w)
    {
        var people = w.Rounded(answer.Failed.People);
        return answer.FailedForPeople switch
        {
            { Functions: 0 } => "",
            { People: 0 } => w.Say("How many people that concerns is unknown.", "Hoeveel mensen dat raakt, is onbekend."),
            { Functions: 1 } => w.Say($"It serves {people} people.", $"Die bedient {people} mensen."),
            _ => w.Say($"They serve {people} people.", $"Samen bedienen die {people} mensen."),
        };
    }
}
