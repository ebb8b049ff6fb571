using Microsoft.Net.Http.Headers;
using Sluiswachter.Model;

namespace Sluiswachter.Server.Pages;

/// <summary>Finds the language in which someone wants to be answered.</summary>
internal static class Languages
{
    /// <summary>The language of the link, else that of the browser (RFC 9110, section 12.5.4), else English.</summary>
    public static Language Of(HttpContext context)
    {
        if (context.Request.Query["lang"].FirstOrDefault() is ("nl" or "en") and var asked)
        {
            return asked == "nl" ? Language.Dutch : Language.English;
        }

        return OfHeader(context);
    }

    /// <summary>The language that the header Accept-Language prefers, else English.</summary>
    public static Language OfHeader(HttpContext context)
    {
        var accepted = context.Request.GetTypedHeaders().AcceptLanguage;
        var dutch = Quality(accepted, "nl");
        return dutch > 0 && dutch > Quality(accepted, "en") ? Language.Dutch : Language.English;
    }

    /// <summary>How much a language is wanted: of its ranges the highest weight, and a little more when it comes first.</summary>
    private static double Quality(IList<StringWithQualityHeaderValue> accepted, string language)
    {
        const double perPlace = 1e-6;
        var best = 0.0;
        for (var i = 0; i < accepted.Count; i++)
        {
            var range = accepted[i].Value.AsSpan();
            var main = range.IndexOf('-') is var hyphen and >= 0 ? range[..hyphen] : range;
            if (main.Equals(language, StringComparison.OrdinalIgnoreCase) && accepted[i].Quality is not 0)
            {
                best = Math.Max(best, (accepted[i].Quality ?? 1) - i * perPlace);
            }
        }

        return best;
    }
}
