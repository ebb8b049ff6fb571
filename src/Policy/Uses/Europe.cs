using System.Collections.Frozen;
using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>The countries that policy calls Europe.</summary>
public static class Europe
{
    private static readonly FrozenSet<Country> Area =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
            .Split(' ').Select(code => Country.Of(code).Value).ToFrozenSet();

    private static readonly Country Switzerland = Country.Of("CH").Value;

    /// <summary>
    /// Whether a country is a member of the EU, as it is since 1 February 2020, or one of Iceland, Liechtenstein and Norway
    /// (EEA Agreement, art. 2).
    /// </summary>
    public static bool Includes(Country country) => Area.Contains(country);

    /// <summary>Whether data may be kept there by the cloud policy of 2026, 4.6: the EEA or Switzerland.</summary>
    public static bool MayStore(Country country) => Includes(country) || country == Switzerland;
}
