using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>Functions that state that they serve nobody, in answers that count them with the others.</summary>
internal static class ServingNobody
{
    /// <summary>Says how many of all functions they are; null when there are none.</summary>
    /// <param name="graph">The facts of the day.</param>
    /// <param name="language">The language of sentences.</param>
    public static string? In(DependencyGraph graph, Language language)
    {
        var (nobody, all) = (Figures.Number(graph.FunctionsForNobody, language), Noun.Function.Count(graph.FunctionCount, language));
        return graph.FunctionsForNobody switch
        {
            0 => null,
            1 => new Phrase(
                $"{nobody} of the {all} of that day serves nobody itself, such as a permission to send mail in a body's name, and is counted here with the others.",
                $"{nobody} van de {all} van die dag bedient zelf niemand, zoals toestemming om namens een organisatie te mailen, en telt hier gewoon mee.").In(language),
            _ => new Phrase(
                $"{nobody} of the {all} of that day serve nobody themselves, such as a permission to send mail in a body's name, and are counted here with the others.",
                $"{nobody} van de {all} van die dag bedienen zelf niemand, zoals toestemming om namens een organisatie te mailen, en tellen hier gewoon mee.").In(language),
        };
    }
}
