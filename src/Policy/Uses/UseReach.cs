using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Under whose law a use stands, and whether personal data may go there.</summary>
/// <remarks>What is told in a weighing goes before facts.</remarks>
public static class UseReach
{
    /// <summary>The country that the motions of 13 March 2025 name.</summary>
    public static Country UnitedStates { get; } = Country.Of("US").Value;

    /// <summary>
    /// Whether the supplier or one that controls it is established in a country outside Europe: yes with who; no when all
    /// countries are known and others.
    /// </summary>
    public static Known<bool> UnderLawOf(this Use use, Country country)
    {
        if (country == UnitedStates && use.TellsFlag(UseQuestion.UnderUnitedStates) is { } told)
        {
            return told;
        }

        for (var i = -1; i < use.Controllers.Count; i++)
        {
            var supplier = i < 0 ? use.Supplier : use.Controllers[i];
            if (supplier.Country == country)
            {
                return new Known<bool>(true, UseFacts.EstablishedIn(supplier));
            }
        }

        if (use.UnderLawOutsideEurope() is { Value: false } inside)
        {
            return inside;
        }

        return use.AllCountriesAreOnFile()
            ? new Known<bool>(false, UseFacts.EstablishedIn(use))
            : UseFacts.Unknown<bool>();
    }

    /// <summary>What to ask when <see cref="UnderLawOf"/> the United States is unknown.</summary>
    public static UseQuestion MissingAboutUnitedStates(this Use use) =>
        use.UnderLawOutsideEurope().IsUnknown ? use.MissingAboutCountry() : UseQuestion.UnderUnitedStates;

    /// <summary>
    /// Whether nothing lets personal data go to a country under whose law the supplier or a controller stands: no adequacy
    /// decision, and not in Europe.
    /// </summary>
    public static Known<bool> NoSafeguard(this Use use)
    {
        if (use.TellsFlag(UseQuestion.Adequate) is { } told)
        {
            return told with { Value = !told.Value };
        }

        if (use.ForeignReach.FirstOrDefault(static r => r.Safeguard is null) is { } without)
        {
            return new Known<bool>(true, UnspokenGrounds.Of(without, static r => [GroundOf(r)]));
        }

        var outside = use.UnderLawOutsideEurope();
        if (outside.Value == false)
        {
            return outside;
        }

        return use.AllCountriesAreOnFile() && use.InControl.All(s => use.IsSafe(s))
            ? new Known<bool>(false, UnspokenGrounds.Of(use, static u => [.. u.ForeignReach.Select(GroundOf)]))
            : UseFacts.Unknown<bool>();
    }

    /// <summary>What to ask when <see cref="NoSafeguard"/> is unknown.</summary>
    public static UseQuestion MissingAboutSafeguard(this Use use) =>
        use.UnderLawOutsideEurope().IsUnknown ? use.MissingAboutCountry() : UseQuestion.Adequate;

    /// <summary>Whether a law with reach abroad of a country without such a safeguard reaches the data.</summary>
    public static Known<bool> InReachWithoutSafeguard(this Use use)
    {
        var without = use.NoSafeguard();
        if (without.Value == false)
        {
            return without;
        }

        if (use.TellsFlag(UseQuestion.LawWithReach) is { } told)
        {
            return told.Value == true && without.IsUnknown ? UseFacts.Unknown<bool>() : told;
        }

        return use.ForeignReach.FirstOrDefault(static r => r.Safeguard is null && r.Laws.Count > 0) is { } reach
            ? new Known<bool>(true, UnspokenGrounds.Of(reach, static r => [GroundOf(r)]))
            : UseFacts.Unknown<bool>();
    }

    /// <summary>What to ask when <see cref="InReachWithoutSafeguard"/> is unknown.</summary>
    public static UseQuestion MissingAboutReach(this Use use) =>
        use.NoSafeguard().IsUnknown ? use.MissingAboutSafeguard() : UseQuestion.LawWithReach;

    private static bool IsSafe(this Use use, Supplier supplier) => supplier.Country is { } country &&
        (Europe.Includes(country) || use.ForeignReach.Any(r => r.Country == country && r.Safeguard is not null));

    private static Ground GroundOf(ForeignReach reach)
    {
        var laws = reach.Laws.Count == 0 ? "" : $" ({string.Join(", ", reach.Laws)})";
        return new Ground(
            reach.Safeguard is { } safeguard
                ? new Phrase(
                    $"{reach.Supplier.Name} under the law of {reach.Country}{laws}: personal data may go there by {safeguard.English}",
                    $"{reach.Supplier.Name} onder het recht van {reach.Country}{laws}: persoonsgegevens mogen erheen door {safeguard.Dutch}")
                : new Phrase(
                    $"{reach.Supplier.Name} under the law of {reach.Country}{laws}: no adequacy decision known",
                    $"{reach.Supplier.Name} onder het recht van {reach.Country}{laws}: geen adequaatheidsbesluit bekend"),
            reach.Supplier.Provenance);
    }
}
