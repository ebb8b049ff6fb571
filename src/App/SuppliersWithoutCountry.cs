using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>What a switch-off of countries leaves out: suppliers whose country nobody knows.</summary>
public static class SuppliersWithoutCountry
{
    /// <summary>Says how many there are and where to go on; null when the country of all is known.</summary>
    /// <param name="graph">The facts of the day.</param>
    /// <param name="language">The language of sentences.</param>
    public static string? In(DependencyGraph graph, Language language)
    {
        if (graph.SuppliersWithoutCountry == 0)
        {
            return null;
        }

        var suppliers = Noun.Supplier.Count(graph.SuppliersWithoutCountry, language);
        var services = Noun.Service.Count(graph.ServicesWithoutCountry, language);
        return new Phrase(
            $"The country of {suppliers} ({services}) is unknown, which counts as out of reach. What they may add: sluis uncertainty.",
            $"Van {suppliers} ({services}) is het land onbekend; dat telt als buiten bereik. Wat dat kan uitmaken: sluis uncertainty.").In(language);
    }
}
