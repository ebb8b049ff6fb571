using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Exchange.Tests;

/// <summary>Draws sound frameworks with awkward texts.</summary>
internal static class RandomFrameworks
{
    private static readonly string[] Texts =
    [
        "plain", "null", "~", "no", "yes", "1.0", "- not a list", "key: value", "# no comment", "{ brace", "\"quoted\"", "it's", "ö € 漢 🌊",
        "two\nlines", "blank\n\nline", "  tab\there".Trim(), "back\\slash", "ends with colon:", "*star", "&anchor", "!tag", "%percent", "a\r\nb",
        "---", "<<", "\u00a0inside\u00a0word".Trim(), new string('x', 300),
    ];

    public static Gen<Framework> Any =>
        from objectives in Gen.Choose(1, 4)
        from children in Gen.Choose(0, 8)
        from isWeighted in Gen.Elements(true, false)
        from languages in Gen.Elements<string[]>(["en", "nl"], ["nl", "en"], ["en"], ["nl"])
        from phrases in Phrase(languages).ArrayOf(100)
        from picks in Gen.Choose(0, 1000).ArrayOf(200)
        select Make(objectives, children, isWeighted, languages, new Queue<Phrase>(phrases), new Queue<int>(picks));

    private static Gen<Phrase> Phrase(string[] languages) =>
        from english in Gen.Elements(Texts)
        from dutch in Gen.Elements(Texts)
        select new Phrase(english, languages.Length > 1 ? dutch : english);

    private static Framework Make(
        int objectives, int children, bool isWeighted, string[] languages, Queue<Phrase> phrases, Queue<int> picks)
    {
        const string nodeUrn = "urn:x:risk:req_node:f";
        var nodes = new List<FrameworkNode>();
        for (var i = 0; i < objectives + children; i++)
        {
            var parent = i < objectives ? null : nodes[picks.Dequeue() % nodes.Count].RefId;
            var (name, text) = picks.Dequeue() % 3 == 0 ? (new Phrase("", ""), phrases.Dequeue()) : (phrases.Dequeue(), new Phrase("", ""));
            nodes.Add(new FrameworkNode($"{nodeUrn}:n{i}", $"N{i}", parent, name, text, Criteria($"{nodeUrn}:n{i}", $"N{i}", isWeighted, phrases, picks))
            {
                Note = picks.Dequeue() % 2 == 0 ? phrases.Dequeue() : new Phrase("", ""),
            });
        }

        var known = picks.Dequeue() % 2 == 0 ? new Phrase("the press", "de pers") : (Phrase?)null;
        var weights = nodes.Where(n => n.Parent is null).Select((n, i) => (n.RefId, Weight: i == 0 ? 100m - (12.5m * (objectives - 1)) : 12.5m));
        return Framework.Of(
            new FrameworkHead(
                "urn:x:risk:framework:f", "f", 1 + picks.Dequeue(), AssessmentKind.Sovereignty, Grain.Contract, phrases.Dequeue(), phrases.Dequeue(),
                new FrameworkSource(new Phrase("law", "wet"), "Polder", known, "CC0-1.0", "ours", known is null ? [] : [new Phrase("odd", "vreemd")]),
                Validity.Of(new DateOnly(2026, 6, 1), picks.Dequeue() % 2 == 0 ? null : new DateOnly(2027, 1, 1)).Value, languages),
            nodes, isWeighted ? [new WeightSet("usual 1", weights.ToDictionary(w => w.RefId, w => w.Weight))] : [], null).Framework!;
    }

    private static IReadOnlyList<Criterion> Criteria(string urn, string refId, bool isWeighted, Queue<Phrase> phrases, Queue<int> picks)
    {
        var isPlain = picks.Dequeue() % 3;
        if (isPlain == 0)
        {
            return [new Criterion($"{urn}:question:1", refId, null, Criterion.FulfilmentOptions, picks.Dequeue() % 2 == 0)];
        }

        if (isPlain == 1)
        {
            return [];
        }

        var hasSeal = picks.Dequeue() % 2 == 0;
        var options = Enumerable.Range(1, 3).Select(i => new CriterionOption(
            $"{i}", phrases.Dequeue(), (picks.Dequeue() * 0.25m) % 1000, hasSeal ? (SealLevel)(picks.Dequeue() % 5) : null,
            i == 1 ? Fulfilment.NotMet : null)).ToList();
        return [new Criterion($"{urn}:question:1", refId, null, options, !isWeighted && !hasSeal && picks.Dequeue() % 2 == 0)];
    }
}
