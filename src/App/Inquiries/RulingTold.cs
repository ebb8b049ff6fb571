using System.Globalization;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>Clauses, rulings and the facts they rest on, as programs get them and as people read them.</summary>
internal static class RulingTold
{
    /// <summary>The word of a member of a closed list, as the schemas have it: <c>do-it-yourself</c>.</summary>
    public static string WordOf<TEnum>(TEnum member)
        where TEnum : struct, Enum => Written<TEnum>.Words.WordOf(Convert.ToInt32(member, CultureInfo.InvariantCulture));

    /// <summary>Writes an object with the clause, what it says and why.</summary>
    public static void Write(Utf8JsonWriter json, Clause clause, Ruling ruling, Binding binding)
    {
        json.WriteStartObject();
        json.WriteString("clause", clause.Id);
        json.WriteString("binding", WordOf(binding));
        json.WritePhrase("title", clause.Title);
        json.WritePhrase("source", clause.Attribution);
        json.WriteString("severity", WordOf(clause.Severity));
        json.WriteString("ruling", ruling switch { Ruling.Met => "met", Ruling.Broken => "not-met", _ => "open" });
        json.WritePhrase("says", SaysOf(ruling));
        json.WritePhrase("settledBy", SettledBy(ruling));
        if (ruling is Ruling.Open { Missing: var missing })
        {
            json.WriteString("missing", AskedQuestion.Of(missing).Word);
        }

        Write(json, "grounds", ruling.Grounds);
        json.WriteEndObject();
    }

    /// <summary>Writes the facts that something rests on.</summary>
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Ground> grounds)
    {
        json.WriteStartArray(name);
        foreach (var ground in grounds.Distinct())
        {
            json.WriteStartObject();
            json.WritePhrase("says", ground.Says);
            json.WriteString("basis", ground.By is { } by ? WordOf(by.Basis) : null);
            json.WriteString("source", ground.By?.Source?.Text);
            json.WriteDay("since", ground.By?.Validity.From);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What was found; null for a clause that is met.</summary>
    public static Phrase? SaysOf(Ruling ruling) => ruling switch
    {
        Ruling.Broken broken => broken.Says,
        Ruling.Open open => open.Says,
        _ => null,
    };

    /// <summary>What settles it; null for a clause that is met.</summary>
    public static Phrase? SettledBy(Ruling ruling) => ruling switch
    {
        Ruling.Broken broken => broken.SettledBy,
        Ruling.Open open => AskedQuestion.Of(open.Missing).Asks,
        _ => null,
    };

    /// <summary>The facts in one line, each with who says so since when.</summary>
    public static string Tell(IReadOnlyList<Ground> grounds, Language language) => grounds.Count == 0
        ? "–"
        : string.Join("; ", grounds.Distinct().Select(g => g.Says.In(language) + (g.By is { } by ? $" ({By(by, language)})" : "")));

    /// <summary>What a verdict is called.</summary>
    public static Phrase Of(Verdict verdict) => verdict switch
    {
        Verdict.Prohibited => new("prohibited", "verboden"),
        Verdict.Conditional => new("conditional", "voorwaardelijk"),
        Verdict.Discouraged => new("discouraged", "ontraden"),
        Verdict.Allowed => new("allowed", "toegestaan"),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no such verdict"),
    };

    /// <summary>What a severity is called.</summary>
    public static Phrase Of(Severity severity) => severity switch
    {
        Severity.Attention => new("attention", "aandacht"),
        _ => Of((Verdict)severity),
    };

    private static string By(Provenance by, Language language)
    {
        var basis = ChoiceWords.Of(by.Basis).In(language);
        var source = by.Source is { } known ? $", {known}" : "";
        var since = by.Validity.From is { } from ? new Phrase($" since {from:yyyy-MM-dd}", $" sinds {from:yyyy-MM-dd}").In(language) : "";
        return basis + source + since;
    }

    /// <summary>The words of a closed list, made once: findings write them by the million.</summary>
    private static class Written<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Words Words = Model.Words.Of<TEnum>();
    }
}
