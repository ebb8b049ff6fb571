using System.Collections.Frozen;
using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 4.3: a vital or essential function should not have its primary process in a public
/// cloud of a supplier that falls (partly) under the law of a country outside the EU and EEA.
/// </summary>
/// <remarks>
/// <para>
/// Judged on: the criticality of the function, the deployment of the service, and the countries of the supplier and of
/// those who control it. The register has no fact that says whether a process is primary, and the reports differ on
/// whether all three marks must hold; the finding says both and leaves the judgement to people.
/// </para>
/// <para>The policy binds the central government; independent bodies follow it, and it is advice to others.</para>
/// </remarks>
public static class VitalProcessOutsideEurope
{
    /// <summary>
    /// Members of the EU since 1 February 2020, and Iceland, Liechtenstein and Norway (EEA Agreement, art. 2).
    /// </summary>
    private static readonly FrozenSet<Country> Europe =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
            .Split(' ').Select(code => Country.Of(code).Value).ToFrozenSet();

    /// <summary>The clause.</summary>
    public static Clause Clause { get; } = new(
        "rijksbreed-cloudbeleid-2026/4.3",
        new Phrase(
            "Discouraged: the primary process of a vital or essential function in a public cloud of a supplier " +
            "(partly) under the law of a country outside the EU and EEA",
            "Ontraden: het primaire proces van een vitale of essentiële dienst in een publieke cloud van een " +
            "leverancier die (deels) onder het recht van een land buiten de EU en EER valt"),
        "Herziening rijksbreed cloudbeleid 2026, 4.3 (letter of 3 July 2026, Kamerstuk 26643, nr. 1541)",
        new Phrase("press and practitioners", "pers en vakgenoten"),
        Validity.Of(new DateOnly(2026, 7, 3), null).Value,
        Severity.Discouraged);

    /// <summary>Holds a use against the clause; null when the clause does not apply to it on the day.</summary>
    public static Finding? Judge(Use use, DateOnly at)
    {
        if (!Clause.Validity.Contains(at) ||
            use.Function.Criticality is not (Criticality.Vital or Criticality.Essential) ||
            use.Service.Deployment is not (null or Deployment.Public or Deployment.Hybrid))
        {
            return null;
        }

        Supplier[] suppliers = [use.Supplier, .. use.Controllers];
        var outside = suppliers.FirstOrDefault(s => s.Country is { } country && !Europe.Contains(country));
        var unknown = suppliers.FirstOrDefault(s => s.Country is null);
        return (outside, unknown, use.Service.Deployment) switch
        {
            ({ } supplier, _, not null) => Discouraged(use, supplier),
            ({ }, _, null) => Open(use, new Phrase(
                $"whether {use.Service.Name} is a public cloud is unknown",
                $"onbekend is of {use.Service.Name} een publieke cloud is")),
            (null, { } supplier, _) => Open(use, new Phrase(
                $"the country of {supplier.Name} is unknown",
                $"het land van {supplier.Name} is onbekend")),
            _ => null,
        };
    }

    private static Finding Discouraged(Use use, Supplier supplier) => new(
        Clause,
        use.Function.Id,
        IsOpen: false,
        new Phrase(
            $"{use.Function.Name} uses {use.Service.Name}, " +
            $"in reach of the law of {supplier.Country} through {supplier.Name}",
            $"{use.Function.Name} gebruikt {use.Service.Name}, " +
            $"binnen bereik van het recht van {supplier.Country} via {supplier.Name}"),
        new Phrase(
            "another supplier, reasons to use this one, or a statement that this is not the primary process (reports " +
            "differ on whether all marks of the clause must hold)",
            "een andere leverancier, redenen voor deze, of een verklaring dat dit niet het primaire proces is " +
            "(bronnen verschillen of alle kenmerken van de bepaling moeten gelden)"));

    private static Finding Open(Use use, Phrase missing) => new(
        Clause,
        use.Function.Id,
        IsOpen: true,
        new Phrase($"{use.Function.Name}: {missing.English}", $"{use.Function.Name}: {missing.Dutch}"),
        new Phrase("that fact, with its source", "dat feit, met zijn bron"));
}

/// <summary>One use of a service by a function, with the facts that its clauses are held against.</summary>
/// <param name="Function">The function that needs the service.</param>
/// <param name="Service">The service.</param>
/// <param name="Supplier">The supplier of the service.</param>
/// <param name="Controllers">All suppliers that control that supplier, directly or through a chain.</param>
public sealed record Use(Function Function, Service Service, Supplier Supplier, IReadOnlyList<Supplier> Controllers);
