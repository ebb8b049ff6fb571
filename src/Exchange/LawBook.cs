using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Laws with reach abroad and rules about where personal data may go, each for the days on which it holds.</summary>
/// <remarks>Read from <c>content/laws/</c>. A country without a row is one that nobody looked at.</remarks>
/// <param name="Laws">Laws, in the order of their ids and then of their days.</param>
/// <param name="Decisions">Adequacy decisions.</param>
/// <param name="FreeFlows">Countries that need none.</param>
public sealed record LawBook(
    IReadOnlyList<Law> Laws, IReadOnlyList<AdequacyDecision> Decisions, IReadOnlyList<FreeFlow> FreeFlows)
{
    /// <summary>The laws of a country that hold on a day, or may: see <see cref="Law.IsUnsure"/>.</summary>
    public IEnumerable<Law> LawsOf(Country country, DateOnly at) =>
        Laws.Where(l => l.Countries.Contains(country) && l.Validity.Contains(at));

    /// <summary>The first day on which a law held, in any of its versions; null when unknown.</summary>
    public DateOnly? Begins(Law law) => Laws.Where(l => l.Id == law.Id).Min(l => l.Validity.From);

    /// <summary>The decisions that hold for transfers to a country on a day.</summary>
    public IEnumerable<AdequacyDecision> DecisionsFor(Country country, DateOnly at) =>
        Decisions.Where(d => d.Country == country && d.Validity.Contains(at));

    /// <summary>Why personal data may go to a country without a decision on a day; null when one is needed.</summary>
    public FreeFlow? FreeFlowTo(Country country, DateOnly at) =>
        FreeFlows.FirstOrDefault(f => f.Countries.Contains(country) && f.Validity.Contains(at));
}

/// <summary>A law by which authorities can get at data that is held by those under their control, also abroad.</summary>
/// <param name="Id">Its id; versions share one.</param>
/// <param name="Countries">Whose law it is.</param>
/// <param name="Title">Its usual name.</param>
/// <param name="Citation">Where it stands.</param>
/// <param name="IsUnsure">Whether it is not known if it still holds.</param>
/// <param name="Allows">What it allows, in a sentence without capital and full stop.</param>
/// <param name="Note">What else is to be said; both empty when nothing.</param>
/// <param name="Likelihood">Who said what about the chance that it is used, and where; null when we know of nobody.</param>
/// <param name="Validity">The days on which it holds.</param>
/// <param name="Evidence">How we know.</param>
public sealed record Law(
    string Id, IReadOnlyList<Country> Countries, string Title, string Citation, bool IsUnsure, Phrase Allows, Phrase Note,
    Likelihood? Likelihood, Validity Validity, Evidence Evidence);

/// <summary>What somebody with a name said about the chance that a law is used.</summary>
public sealed record Likelihood(Phrase Says, string Source);

/// <summary>A decision of the European Commission that a country protects personal data adequately (GDPR article 45).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Country">The country.</param>
/// <param name="Title">Its usual name.</param>
/// <param name="Number">Its number.</param>
/// <param name="Scope">To whom it is limited; both empty when it is not.</param>
/// <param name="Note">What else is to be said; both empty when nothing.</param>
/// <param name="Validity">The days on which it holds.</param>
/// <param name="Evidence">How we know.</param>
public sealed record AdequacyDecision(
    string Id, Country Country, Phrase Title, string Number, Phrase Scope, Phrase Note, Validity Validity, Evidence Evidence);

/// <summary>Countries to which personal data may go without a decision.</summary>
public sealed record FreeFlow(IReadOnlyList<Country> Countries, Phrase Why, Validity Validity, Evidence Evidence);

/// <summary>How we know a rule of law.</summary>
/// <param name="Certainty">How sure that is.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Urls">Where that can be read; empty when it was not.</param>
public sealed record Evidence(Certainty Certainty, Phrase Source, IReadOnlyList<string> Urls);

/// <summary>How sure we are of a rule of law.</summary>
public enum Certainty
{
    /// <summary>Read in the primary text.</summary>
    Read = 1,

    /// <summary>Read elsewhere; the primary text was not.</summary>
    Reported = 2,

    /// <summary>From memory.</summary>
    Recalled = 3,
}
