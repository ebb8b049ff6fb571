using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>A finding in a few sentences, as people read it.</summary>
internal static class FindingTold
{
    /// <summary>Who, what, by which facts, since when, what settles it, who answers for it, and by which clause.</summary>
    public static string InFull(Finding finding, Language language)
    {
        var (use, severity) = (finding.Use, RulingTold.Of(finding.Clause.Severity).In(language));
        var head = finding.IsOpen
            ? new Phrase($"open, {severity} if not met", $"open, {severity} als het niet voldoet").In(language)
            : severity;
        var uses = (use.IsInUse ? new Phrase("uses", "gebruikt") : new Phrase("plans or considers", "plant of overweegt")).In(language);
        string?[] sentences =
        [
            $"[{head}] {use.Body.Name} {uses} {use.Service.Name}: {Ended(RulingTold.SaysOf(finding.Ruling)!.Value.In(language))}",
            finding.Grounds.Count == 0 ? null
                : $"{new Phrase("Facts", "Feiten").In(language)}: {RulingTold.Tell(finding.Grounds, language)}.",
            finding.Since is { } since ? new Phrase($"Since {since:yyyy-MM-dd}.", $"Sinds {since:yyyy-MM-dd}.").In(language) : null,
            $"{new Phrase("What settles it", "Wat het oplost").In(language)}: {Ended(SettledBy(finding).In(language))}",
            finding.Treatment is { } treatment ? TreatedBy(treatment).In(language) : null,
            $"{finding.Clause.Id} ({Bindings.Of(finding.Binding).In(language)}), {finding.Clause.Attribution.In(language)}.",
        ];
        return string.Join(' ', sentences.OfType<string>());
    }

    private static Phrase SettledBy(Finding finding) => finding.IsOpen
        ? new Phrase("that fact in the register, with its source", "dat feit in het register, met zijn bron")
        : RulingTold.SettledBy(finding.Ruling)!.Value;

    private static Phrase TreatedBy(Treatment treatment)
    {
        var (decision, lapsed) = treatment;
        var (on, op) = decision.DecidedOn is { } day ? ($" on {day:yyyy-MM-dd}", $" op {day:yyyy-MM-dd}") : ("", "");
        var (english, dutch) = decision.Kind == DecisionKind.Accepted
            ? ($"Accepted by {decision.By}{on}.", $"Aanvaard door {decision.By}{op}.")
            : ($"Mitigated by {decision.By}{on}.", $"Beperkt door {decision.By}{op}.");
        return lapsed is { } why
            ? new Phrase($"{english} That lapsed: {why.English}.", $"{dutch} Dat is vervallen: {why.Dutch}.")
            : new Phrase(english, dutch);
    }

    /// <summary>A sentence that ends; a question does by itself.</summary>
    private static string Ended(string sentence) => sentence.EndsWith('?') ? sentence : sentence + ".";
}
