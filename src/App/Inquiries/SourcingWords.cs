using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>What the ways of sourcing mean for data, control, leaving and its cost.</summary>
internal static class SourcingWords
{
    /// <summary>What a way is called.</summary>
    public static Phrase Name(SourcingWay way) => way switch
    {
        SourcingWay.DoItYourself => new("do it yourself", "zelf doen"),
        SourcingWay.GovernmentCloud => new("government cloud", "overheidscloud"),
        SourcingWay.Private => new("private cloud of a supplier", "private cloud van een leverancier"),
        SourcingWay.PublicEuropean => new("public cloud, European", "publieke cloud, Europees"),
        SourcingWay.PublicOther => new("public cloud, other", "publieke cloud, overig"),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "no such way"),
    };

    /// <summary>Who can reach the data.</summary>
    public static Phrase Data(Sourcing sourcing) => sourcing.Weighing.Use.CustomerHeldKeys().Value == true
        ? new("the body alone: it holds the keys", "alleen de organisatie: die heeft de sleutels")
        : sourcing.Way switch
        {
            SourcingWay.GovernmentCloud => new("the body and the government that runs it", "de organisatie en de overheid die haar beheert"),
            SourcingWay.PublicEuropean => new("the supplier, under European law", "de leverancier, onder Europees recht"),
            SourcingWay.PublicOther => new("the supplier, and authorities outside Europe through it", "de leverancier, en via hem autoriteiten buiten Europa"),
            _ => new("the supplier, unless the keys are elsewhere", "de leverancier, tenzij de sleutels elders zijn"),
        };

    /// <summary>Who controls it.</summary>
    public static Phrase Control(Sourcing sourcing) => sourcing.Way switch
    {
        SourcingWay.DoItYourself => new("the body itself", "de organisatie zelf"),
        SourcingWay.GovernmentCloud => new("a public body", "een overheidsorganisatie"),
        _ when sourcing.IsProposal && sourcing.Weighing.Use.InControl.Any(s => s.Country is not null) => Named(sourcing.Weighing.Use),
        SourcingWay.Private => new("a supplier of choice", "een leverancier naar keuze"),
        SourcingWay.PublicEuropean => new("a European company", "een Europees bedrijf"),
        SourcingWay.PublicOther => new("a company outside Europe", "een bedrijf buiten Europa"),
        _ => throw new ArgumentOutOfRangeException(nameof(sourcing), sourcing.Way, "no such way"),
    };

    /// <summary>How it is left.</summary>
    public static Phrase Exit(Sourcing sourcing)
    {
        var plan = sourcing.Weighing.Use.HasExitPlan().Value;
        return sourcing.Way == SourcingWay.DoItYourself
            ? new("no supplier to leave; the software remains a choice", "geen leverancier om te verlaten; de software blijft een keuze")
            : plan switch
            {
                true when sourcing.IsProposal => new("there is a plan", "er is een plan"),
                false when sourcing.IsProposal => new("there is no plan", "er is geen plan"),
                _ => new("a plan is to be made before it is used", "een plan moet er zijn vóór gebruik"),
            };
    }

    /// <summary>What leaving costs.</summary>
    public static Phrase Cost(Sourcing sourcing)
    {
        if (!sourcing.IsProposal)
        {
            return sourcing.Way == SourcingWay.DoItYourself
                ? new("what was invested", "wat is geïnvesteerd")
                : new("unknown; ask for it in the tender", "onbekend; vraag ernaar bij de aanbesteding");
        }

        return sourcing.Weighing.Use.ExitPlan()?.Plan.Cost is { } cost
            ? new($"EUR {cost.ToString("N0", CultureInfo.InvariantCulture)}, by the exit plan", $"EUR {Figures.Number((long)cost, Language.Dutch)}, volgens het exitplan")
            : new("unknown; the exit plan should say", "onbekend; het exitplan hoort het te zeggen");
    }

    private static Phrase Named(Use use)
    {
        var top = use.InControl.Last(s => s.Country is not null);
        return new($"{top.Name} ({CountryNames.InList(top.Country!.Value).English})", $"{top.Name} ({CountryNames.InList(top.Country!.Value).Dutch})");
    }
}
