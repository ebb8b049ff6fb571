using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Ids for decisions that people take one after the other about the same thing.</summary>
internal static class DecisionIds
{
    /// <summary>The first id that is free: the stem, a slash and a number, in the order of the decisions.</summary>
    /// <param name="reader">The register.</param>
    /// <param name="stem">What the decisions are about.</param>
    public static Result<DecisionId> Next(IRegisterReader reader, string stem)
    {
        var taken = reader.Facts(FactKind.Decision).Select(cells => cells[0].Text!)
            .Where(id => id.StartsWith(stem, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var number = 1;
        while (taken.Contains(Id(number)))
        {
            number++;
        }

        return DecisionId.Of(Id(number));

        string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"{stem}/{n:D3}");
    }
}
