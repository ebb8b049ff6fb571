using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>A finding in words.</summary>
internal sealed class FindingTold(Finding finding)
{
    /// <summary>The question that is not answered; null when that is not what is the matter.</summary>
    public AskedQuestion? Question => finding.Ruling is Ruling.Open open ? AskedQuestion.Of(open.Missing) : null;

    /// <summary>What was found, in a sentence without capital and full stop.</summary>
    public Phrase Says => finding.Ruling switch
    {
        Ruling.Broken broken => broken.Says,
        Ruling.Open open => open.Says,
        _ => throw new InvalidOperationException("a clause that is met is no finding"),
    };

    /// <summary>What would settle it.</summary>
    public Phrase SettledBy => finding.Ruling switch
    {
        Ruling.Broken broken => broken.SettledBy,
        _ => new Phrase($"an answer: {Question!.Asks.English}", $"een antwoord: {Question.Asks.Dutch}"),
    };

    /// <summary>What a clause says of what does not meet it, in a word.</summary>
    public static Phrase Of(Severity severity) => severity switch
    {
        Severity.Prohibited => new("prohibited", "verboden"),
        Severity.Conditional => new("conditional", "mits"),
        Severity.Discouraged => new("discouraged", "ontraden"),
        Severity.Attention => new("attention", "aandacht"),
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "no such severity"),
    };

    /// <summary>The whole finding in a few sentences: who, what, by which facts, since when, what settles it, by which clause.</summary>
    public Phrase InFull
    {
        get
        {
            var ((english, dutch), use) = (Of(finding.Clause.Severity), finding.Use);
            var (facts, feiten) = (
                string.Join("; ", finding.Grounds.Select(g => g.Says.English + By(g, Language.English))),
                string.Join("; ", finding.Grounds.Select(g => g.Says.Dutch + By(g, Language.Dutch))));
            return new Phrase(
                $"[{(finding.IsOpen ? $"open, {english} if not met" : english)}] {use.Body.Name} {Uses(Language.English)} {use.Service.Name}: {Says.English}. " +
                (facts.Length > 0 ? $"Facts: {facts}. " : "") +
                (finding.Since is { } since ? $"Since {since:yyyy-MM-dd}. " : "") +
                $"Settled by {SettledBy.English}. {Treated(Language.English)}" +
                $"Clause {finding.Clause.Id}: {finding.Clause.Attribution.English}.",
                $"[{(finding.IsOpen ? $"open, {dutch} als het niet voldoet" : dutch)}] {use.Body.Name} {Uses(Language.Dutch)} {use.Service.Name}: {Says.Dutch}. " +
                (feiten.Length > 0 ? $"Feiten: {feiten}. " : "") +
                (finding.Since is { } sinds ? $"Sinds {sinds:yyyy-MM-dd}. " : "") +
                $"Opgelost door {SettledBy.Dutch}. {Treated(Language.Dutch)}" +
                $"Bepaling {finding.Clause.Id}: {finding.Clause.Attribution.Dutch}.");
        }
    }

    private string Uses(Language language) => (finding.Use.IsInUse
        ? new Phrase("uses", "gebruikt")
        : new Phrase("plans or considers", "plant of overweegt")).In(language);

    private string Treated(Language language)
    {
        if (finding.Treatment is not { } decision)
        {
            return "";
        }

        var on = decision.DecidedOn is { } day ? new Phrase($" on {day:yyyy-MM-dd}", $" op {day:yyyy-MM-dd}") : default;
        return (decision.Kind == DecisionKind.Accepted
            ? new Phrase($"Accepted by {decision.By}{on.English}. ", $"Aanvaard door {decision.By}{on.Dutch}. ")
            : new Phrase($"Mitigated by {decision.By}{on.English}. ", $"Beperkt door {decision.By}{on.Dutch}. ")).In(language);
    }

    private static string By(Ground ground, Language language)
    {
        if (ground.By is not { } by)
        {
            return "";
        }

        var source = by.Source is { } id ? $", {id}" : "";
        var from = by.Validity.From is { } day ? new Phrase($", since {day:yyyy-MM-dd}", $", sinds {day:yyyy-MM-dd}").In(language) : "";
        return $" ({ChoiceWords.Of(by.Basis).In(language)}{source}{from})";
    }
}
