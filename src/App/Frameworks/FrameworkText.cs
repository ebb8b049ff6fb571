using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Frameworks;

/// <summary>Tells people of frameworks and of what answers to them come to.</summary>
public static class FrameworkText
{
    /// <summary>The frameworks at hand.</summary>
    public static Document List(FrameworkShelf shelf, Language language)
    {
        string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
        return new Document(Say("Frameworks at hand", "Beschikbare raamwerken"),
        [
            new Table(
                Say("By ref id", "Op ref-id"),
                [
                    Say("ref id", "ref-id"), Say("name", "naam"), Say("kind", "soort"), Say("answered per", "beantwoord per"),
                    new TableColumn(Say("questions", "vragen"), IsNumber: true),
                ],
                [
                    .. shelf.All.Select(f => new[]
                    {
                        f.Head.RefId, f.Head.Name.In(language), ChoiceWords.Of(f.Head.Kind).In(language),
                        FrameworkWords.Of(f.Head.Grain).In(language), Figures.Number(f.Criteria.Count(), language),
                    }),
                ],
                shelf.All.Count),
        ]);
    }

    /// <summary>A framework with its questions, answers, points and levels.</summary>
    public static Document Show(Framework framework, Language language)
    {
        string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
        var head = framework.Head;
        return new Document(
            $"{head.Name.In(language)} ({head.RefId})",
            [
                .. About(head, language),
                .. framework.WeightSets.Select(set => new Table(
                    Say($"Weights {set.Name} (per cent)", $"Gewichten {set.Name} (procent)"),
                    [Say("objective", "doelstelling"), new TableColumn(Say("weight", "gewicht"), IsNumber: true)],
                    [
                        .. framework.Objectives.Select(
                            o => new[] { Named(o, language), FrameworkWords.Number(set.Weights[o.RefId], language) }),
                    ],
                    set.Weights.Count)),
                .. framework.Matrix is { } matrix ? [Grid(matrix, language)] : Array.Empty<DocumentPart>(),
                .. framework.Nodes.GroupBy(n => framework.WayUp(n).Last()).Select(g => Questions(g.Key, [.. g], language)),
            ]);
    }

    /// <summary>What answers come to, with the working.</summary>
    public static Document Score(FrameworkScore score, Language language)
    {
        var head = score.Sheet.Framework.Head;
        var source = new Paragraph(new Phrase("Source: ", "Bron: ").In(language) + head.Source.Says.In(language));
        return new Document($"{head.Name.In(language)} ({head.RefId})", [.. Outcome(score, language), Answers(score, language), source]);
    }

    /// <summary>Score and SEAL in a sentence each, as far as the framework has them.</summary>
    internal static IReadOnlyList<Paragraph> InShort(FrameworkScore score, Language language)
    {
        string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
        var parts = new List<Paragraph>();
        if (score.Percent is { } percent)
        {
            var decimals = score.Weights is null ? 1 : 6;
            parts.Add(new Paragraph("Score: " +
                FrameworkWords.Of(percent, p => $"{FrameworkWords.Number(decimal.Round(p, decimals), language)} %", language) +
                (score.Weights is { } used ? Say($" (weights {used.Name})", $" (gewichten {used.Name})") : "")));
        }

        if (score.Seal is { } seal)
        {
            parts.Add(new Paragraph(Say("SEAL, apart from the score: ", "SEAL, los van de score: ") +
                FrameworkWords.Of(seal, s => FrameworkWords.Of(s).In(language), language)));
        }

        return parts;
    }

    /// <summary>Score and SEAL with the working per objective, and the risks; not the answers themselves.</summary>
    internal static IReadOnlyList<DocumentPart> Outcome(FrameworkScore score, Language language)
    {
        string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
        var count = score.Count;
        List<DocumentPart> parts = [.. InShort(score, language)];
        parts.Add(new Paragraph(Say(
            $"{Noun.Question.Count(count.Questions, language)}: {count.Answered} answered, {count.Unknown} unknown, {count.NotApplicable} not applicable; {count.Met} met, {count.PartlyMet} partly met, {count.NotMet} not met.",
            $"{Noun.Question.Count(count.Questions, language)}: {count.Answered} beantwoord, {count.Unknown} onbekend, {count.NotApplicable} niet van toepassing; {count.Met} voldaan, {count.PartlyMet} deels voldaan, {count.NotMet} niet voldaan.")));
        if (count.Unknown > 0 && (score.Percent is not null || score.Seal is not null || score.Risks.Count > 0))
        {
            parts.Add(new Paragraph(Say(
                "What is unknown counts as the worst answer in what holds at least, and as the best in what holds at most.",
                "Wat onbekend is telt als het slechtste antwoord in wat ten minste geldt, en als het beste in wat ten hoogste geldt.")));
        }

        parts.Add(Objectives(score, language));
        if (score.Risks.Count > 0)
        {
            parts.Add(Risks(score, language));
        }

        return parts;
    }

    private static IEnumerable<Paragraph> About(FrameworkHead head, Language language)
    {
        string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
        if (head.Description.In(language) is { Length: > 0 } description)
        {
            yield return new Paragraph(description);
        }

        yield return new Paragraph(Say("Source: ", "Bron: ") + head.Source.Says.In(language));
        yield return new Paragraph(
            $"{head.Urn}, {Say("edition", "uitgave")} {head.Version}; {Validity(head.Validity, language)}; " +
            $"{Say("licence", "licentie")} {(head.Source.Licence.Length > 0 ? head.Source.Licence : Say("not stated", "niet vermeld"))}. {head.Source.Attribution}");
        if (!head.Languages.Contains(language == Language.Dutch ? "nl" : "en"))
        {
            yield return new Paragraph(Say($"Its texts are in another language: {head.Languages[0]}.", $"De teksten zijn in een andere taal: {head.Languages[0]}."));
        }

        foreach (var defect in head.Source.Defects)
        {
            yield return new Paragraph(Say("Known defect: ", "Bekend gebrek: ") + defect.In(language));
        }
    }

    private static Table Questions(FrameworkNode objective, IReadOnlyList<FrameworkNode> nodes, Language language)
    {
        string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var node in nodes.Where(n => n.IsAssessable || n != objective))
        {
            var text = node.Name.English.Length > 0 && node.Text.English.Length > 0
                ? $"{node.Name.In(language)}: {node.Text.In(language)}" : node.Title.In(language);
            rows.Add([node.Criteria is [var only] ? only.RefId : node.RefId, text, "", "", ""]);
            foreach (var criterion in node.Criteria)
            {
                if (criterion.Asks is { } asks)
                {
                    rows.Add([criterion.RefId, asks.In(language), "", "", ""]);
                }

                rows.AddRange(criterion.Options.Select(o => new[]
                {
                    "", o.Text.In(language), o.Id, o.Points is { } points ? FrameworkWords.Number(points, language) : "",
                    o.Seal is { } seal ? $"SEAL-{(int)seal}" : "",
                }));
            }
        }

        return Filled(
            Named(objective, language),
            [
                Say("question", "vraag"), Say("text", "tekst"), Say("option", "optie"),
                new TableColumn(Say("points", "punten"), IsNumber: true), Say("level", "niveau"),
            ],
            rows);
    }

    private static Table Grid(RiskMatrix matrix, Language language) => new(
        new Phrase("Risk by likelihood (rows) and impact (columns)", "Risico naar kans (rijen) en gevolg (kolommen)").In(language),
        ["", .. matrix.Impacts.Select(i => new TableColumn(i.Name.In(language)))],
        [
            .. matrix.Likelihoods.Select((likelihood, i) => (string[])
                [likelihood.Name.In(language), .. matrix.Grid[i].Select(level => matrix.Levels[level].Name.In(language))]),
        ],
        matrix.Likelihoods.Count);

    private static Table Objectives(FrameworkScore score, Language language)
    {
        string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
        string Number(decimal number) => FrameworkWords.Number(number, language);
        return Filled(
            Say("Per objective", "Per doelstelling"),
            [
                Say("objective", "doelstelling"), Say("answered", "beantwoord"), new TableColumn(Say("points", "punten"), IsNumber: true),
                new TableColumn(Say("of at most", "van ten hoogste"), IsNumber: true), new TableColumn(Say("weight %", "gewicht %"), IsNumber: true),
                new TableColumn(Say("gives %", "geeft %"), IsNumber: true), "SEAL",
            ],
            [
                .. score.Objectives.Select(o => new[]
                {
                    Named(o.Objective, language), $"{o.Count.Answered + o.Count.NotApplicable}/{o.Count.Questions}",
                    o.Points is { } points ? FrameworkWords.Of(points, Number, language) : "", o.Points is null ? "" : Number(o.MostPoints),
                    o.Weight is { } weight ? Number(weight) : "", o.Contribution is { } gives ? FrameworkWords.Of(gives, Number, language) : "",
                    o.Seal is { } seal ? FrameworkWords.Of(seal, s => $"{(int)s}", language) : "",
                }),
            ]);
    }

    private static Table Risks(FrameworkScore score, Language language)
    {
        string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
        var unknown = Say("unknown", "onbekend");
        var levels = score.Sheet.Framework.Matrix!.Levels;
        return new Table(
            Say("Risks", "Risico's"),
            [Say("risk", "risico"), Say("likelihood", "kans"), Say("impact", "gevolg"), Say("level", "niveau")],
            [
                .. score.Risks.OrderByDescending(r => r.Level?.AtMost ?? -1).Select(r => new[]
                {
                    r.Node.Title.In(language), r.Likelihood?.Text.In(language) ?? unknown, r.Impact?.Text.In(language) ?? unknown,
                    r.Level is { } level ? FrameworkWords.Of(level, l => levels[l].Name.In(language), language) : Say("not applicable", "niet van toepassing"),
                }),
            ],
            score.Risks.Count);
    }

    private static Table Answers(FrameworkScore score, Language language)
    {
        string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
        var criteria = score.Objectives.SelectMany(o => o.Criteria).ToList();
        return Filled(
            Say("Per question", "Per vraag"),
            [
                Say("question", "vraag"), Say("answer", "antwoord"), new TableColumn(Say("points", "punten"), IsNumber: true), "SEAL",
                Say("explanation and evidence", "toelichting en bewijs"),
            ],
            [
                .. criteria.Select(c => new[]
                {
                    c.Criterion.RefId,
                    c.Answer switch
                    {
                        null => Say("unknown", "onbekend"),
                        { Option: { } option } => option.Text.In(language),
                        { NotApplicable: var reason } => Say("not applicable: ", "niet van toepassing: ") + reason,
                    },
                    c.Points is { } points ? FrameworkWords.Of(points, p => FrameworkWords.Number(p, language), language) : "",
                    c.Seal is { } seal ? FrameworkWords.Of(seal, s => $"{(int)s}", language) : "",
                    string.Join(" · ", new[] { c.Answer?.Explanation, c.Answer?.Evidence }.Where(t => !string.IsNullOrEmpty(t))),
                }),
            ]);
    }

    /// <summary>A table without the columns in which nothing stands.</summary>
    private static Table Filled(string heading, IReadOnlyList<TableColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var used = Enumerable.Range(0, columns.Count).Where(i => rows.Any(row => row[i].Length > 0)).ToList();
        return new Table(
            heading, [.. used.Select(i => columns[i])], [.. rows.Select(row => (string[])[.. used.Select(i => row[i])])], rows.Count);
    }

    private static string Validity(Validity validity, Language language)
    {
        var from = validity.From is { } first ? new Phrase($"valid from {first:yyyy-MM-dd}", $"geldig vanaf {first:yyyy-MM-dd}").In(language) : "";
        var until = validity.Until is { } end ? new Phrase($"until {end:yyyy-MM-dd}", $"tot {end:yyyy-MM-dd}").In(language) : "";
        return from.Length + until.Length == 0 ? new Phrase("no dates", "zonder data").In(language) : $"{from} {until}".Trim();
    }

    private static string Named(FrameworkNode node, Language language) =>
        node.Name.English.Length > 0 ? $"{node.RefId} {node.Name.In(language)}" : node.RefId;
}
