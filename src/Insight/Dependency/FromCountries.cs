using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What comes from abroad, by the country that controls it.</summary>
internal sealed class FromCountries
{
    private const double Whole = 10_000;

    private readonly SortedDictionary<int, double> byCountry = [];
    private double unknownCountry;

    /// <summary>Whether nothing comes from abroad, nor may.</summary>
    public bool IsNothing => byCountry.Count == 0 && unknownCountry == 0;

    /// <summary>The HHI over countries; 0 when nothing comes from abroad.</summary>
    /// <remarks>
    /// What is of an unknown country may be at home, be in the largest country abroad, or be spread over many. So the
    /// squares of the known countries are divided by all that may come from abroad for the least, and all that is
    /// unknown goes to the largest for the most: for no other country does a further part raise the index more, and to
    /// the largest it always raises it.
    /// </remarks>
    public Bounds Hhi
    {
        get
        {
            var (sum, squares) = (byCountry.Values.Sum(), byCountry.Values.Sum(w => w * w));
            var all = sum + unknownCountry;
            if (all == 0)
            {
                return default;
            }

            var largest = byCountry.Values.Append(0).Max();
            var together = squares - largest * largest + (largest + unknownCountry) * (largest + unknownCountry);
            return new Bounds(Whole * squares / (all * all), Whole * together / (all * all));
        }
    }

    /// <summary>What surely comes from a country.</summary>
    public double Of(Country country) => byCountry.GetValueOrDefault(country.Number);

    /// <summary>Adds a part that stands on a side.</summary>
    public void Add(Side side, double weight)
    {
        unknownCountry += side.IsCountryUnknown ? weight : 0;
        if (side.Country is { } country && weight > 0)
        {
            byCountry[country.Number] = Of(country) + weight;
        }
    }

    /// <summary>Adds other parts, each so many times.</summary>
    public void Add(FromCountries other, double times)
    {
        unknownCountry += times * other.unknownCountry;
        foreach (var (country, weight) in other.byCountry.Where(_ => times > 0))
        {
            byCountry[country] = byCountry.GetValueOrDefault(country) + times * weight;
        }
    }

    /// <summary>The least index when other parts are added in whatever proportion.</summary>
    /// <remarks>
    /// Over n countries it is never below 10,000 ÷ n; 0 when it may be that nothing comes from abroad, or that it comes
    /// from any number of countries.
    /// </remarks>
    public double LeastHhiWith(FromCountries others) =>
        byCountry.Count == 0 || unknownCountry > 0 || others.unknownCountry > 0
            ? 0
            : Whole / byCountry.Keys.Union(others.byCountry.Keys).Count();
}
