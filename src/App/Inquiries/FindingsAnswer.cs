using System.Text.Json;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Findings for programs and for people: first the whole, then clauses and bodies, then the worst.</summary>
internal sealed class FindingsAnswer(FindingsSelection found) : InquiryAnswer
{
    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json) => FindingsJson.Write(json, found, FlushWhenFull);

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var title = new Phrase($"Findings on {found.At:yyyy-MM-dd}", $"Bevindingen op {found.At:yyyy-MM-dd}").In(language);
        var parts = new List<DocumentPart> { new Paragraph(InShort(language)) };
        if (found.Total.Applies > 0)
        {
            parts.Add(ByClause(language, lines));
            parts.Add(ByBody(language, lines));
        }

        if (found.Worst.Count > 0)
        {
            parts.Add(new Paragraph(new Phrase(
                $"The findings, the worst first, {Of(lines, Language.English)}:",
                $"De bevindingen, de ergste eerst, {Of(lines, Language.Dutch)}:").In(language)));
            parts.AddRange(found.Worst.Take(lines).Select(f => new Paragraph(FindingTold.InFull(f.Judged.Tell(f.Clause), language))));
        }

        return new Document(title, parts);
    }

    /// <summary>The head of a table of counts, after what it counts by.</summary>
    internal static TableColumn[] Heads(Language language)
    {
        return
        [
            Number("applies", "geldt"), Number("met", "voldoet"), Number("share", "aandeel"), Number("not met", "voldoet niet"),
            Number("of which treated", "waarvan behandeld"), Number("open", "open"),
        ];

        TableColumn Number(string english, string dutch) => new(new Phrase(english, dutch).In(language), IsNumber: true);
    }

    private string InShort(Language language)
    {
        var (all, planned, some, met, total) = (
            found.Uses.Count, found.Uses.Count(u => !u.IsInUse), found.UsesToWhichSomethingApplies, found.UsesMeetingAll, found.Total);
        return new Phrase(
            $"Uses of services that were judged: {N(all)}{(planned > 0 ? $", of which planned or considered {N(planned)}" : "")}; bodies: {N(found.ByBody.Count)}. " +
            $"Meeting every clause that applies: {N(met)} of {N(some)} to which one applies ({Share(met, some)}). " +
            $"Clauses met: {N(total.Met)} of {N(total.Applies)} ({Share(total.Met, total.Applies)}); not met: {N(total.Broken)}{Severities(Language.English)}, " +
            $"of which accepted or mitigated {N(total.Treated)}; open because a fact is unknown: {N(total.Open)}.",
            $"Getoetst gebruik van clouddiensten: {N(all)}{(planned > 0 ? $", waarvan gepland of overwogen {N(planned)}" : "")}; organisaties: {N(found.ByBody.Count)}. " +
            $"Voldoet aan elke bepaling die geldt: {N(met)} van {N(some)} waarvoor er een geldt ({Share(met, some)}). " +
            $"Bepalingen waaraan wordt voldaan: {N(total.Met)} van {N(total.Applies)} ({Share(total.Met, total.Applies)}); niet: {N(total.Broken)}{Severities(Language.Dutch)}, " +
            $"waarvan aanvaard of beperkt {N(total.Treated)}; open omdat een feit onbekend is: {N(total.Open)}.").In(language);

        string N(long number) => Figures.Number(number, language);

        string Share(long part, long whole) => Figures.Share(part, whole, language);

        string Severities(Language of)
        {
            var counts = found.ByClause.GroupBy(c => c.Clause.Severity).OrderBy(g => g.Key)
                .Select(g => (g.Key, Broken: g.Sum(c => c.Tally.Broken))).Where(g => g.Broken > 0)
                .Select(g => $"{RulingTold.Of(g.Key).In(of)} {N(g.Broken)}").ToList();
            return counts.Count == 0 ? "" : $" ({string.Join(", ", counts)})";
        }
    }

    private Table ByClause(Language language, int lines) => Table.Of(
        new Phrase("By clause", "Naar bepaling").In(language),
        [new Phrase("clause", "bepaling").In(language), new Phrase("severity", "zwaarte").In(language), .. Heads(language)],
        [.. found.ByClause.Where(c => c.Tally.Applies > 0).OrderBy(c => c.Tally.Broken == 0)
            .ThenBy(c => c.Clause.Severity).ThenByDescending(c => c.Tally.Broken)], lines,
        c => [c.Clause.Id, RulingTold.Of(c.Clause.Severity).In(language), .. Cells(c.Tally, language)]);

    private Table ByBody(Language language, int lines) => Table.Of(
        new Phrase("By body, the most to do first", "Naar organisatie, het meeste werk eerst").In(language),
        [
            new Phrase("body", "organisatie").In(language),
            new(new Phrase("uses", "gebruik").In(language), IsNumber: true), .. Heads(language),
        ],
        found.ByBody, lines,
        b => [b.Body.Name.Text, Figures.Number(b.Uses, language), .. Cells(b.Tally, language)]);

    /// <summary>The cells of a count.</summary>
    internal static string[] Cells(Tally tally, Language language) =>
    [
        Figures.Number(tally.Applies, language), Figures.Number(tally.Met, language),
        Figures.Share(tally.Met, tally.Applies, language), Figures.Number(tally.Broken, language),
        Figures.Number(tally.Treated, language), Figures.Number(tally.Open, language),
    ];

    private string Of(int lines, Language language)
    {
        var (shown, all) = (Figures.Number(Math.Min(lines, found.Worst.Count), language), Figures.Number(found.Worst.Count, language));
        return new Phrase($"{shown} of {all}", $"{shown} van {all}").In(language);
    }
}
