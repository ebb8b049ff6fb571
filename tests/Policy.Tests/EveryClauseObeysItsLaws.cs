using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

/// <summary>Laws of all clauses, over uses of which anything may be known or not.</summary>
public sealed class EveryClauseObeysItsLaws
{
    [Fact]
    public void What_is_broken_stays_so_whatever_the_unknown_turns_out_to_be() => RandomUses.Hold(c =>
    {
        var use = c.Use;
        var broken = Pack.UseClauses.Where(clause => clause.Hold(use, c.Day) is Ruling.Broken).ToList();
        foreach (var (question, answer) in AnswersTo(use, c.Day))
        {
            var told = use.Tell(question, answer);
            Assert.All(broken, clause => Assert.True(
                clause.Hold(told, c.Day) is Ruling.Broken, $"{clause.Clause.Id} is not after {question} {answer}"));
        }
    });

    [Fact]
    public void Of_a_use_of_which_nothing_is_known_nothing_is_broken()
    {
        var nothing = UseInPicture.Read("weighing");
        Assert.Empty(Pack.UseClauses.Where(c => c.Hold(nothing, new DateOnly(2027, 2, 1)) is Ruling.Broken).Select(c => c.Clause.Id));
    }

    [Fact]
    public void No_question_is_asked_twice_and_answers_settle_it() => RandomUses.Hold(c =>
    {
        foreach (var clause in Pack.UseClauses)
        {
            var (use, random) = (c.Use, new Random(c.Parts.Count));
            while (clause.Hold(use, c.Day) is Ruling.Open open)
            {
                Assert.False(use.Told.ContainsKey(open.Missing), $"{clause.Clause.Id} asks {open.Missing} again");
                var options = AskedQuestion.Of(open.Missing).Options;
                use = use.Tell(open.Missing, options[random.Next(options.Count)].Word);
            }
        }
    });

    [Fact]
    public void A_fact_that_has_nothing_to_do_with_it_changes_nothing() => RandomUses.Hold(c =>
    {
        var more = new Case(
            [.. c.Parts, "has: open-standards 2025-01-01", "has: dpia 2025-01-01, of another", "decided: directed 2025-01-01"], c.Day);
        Assert.Equal(Rulings(c), Rulings(more));
    });

    [Fact]
    public void On_a_day_on_which_a_clause_does_not_apply_it_says_nothing() => RandomUses.Hold(c =>
    {
        foreach (var clause in Pack.UseClauses.Where(clause => !clause.Clause.Validity.Contains(c.Day)))
        {
            Assert.Null(clause.Hold(c.Use, c.Day));
        }
    });

    [Fact]
    public void The_verdict_is_never_milder_for_more_that_is_broken() => RandomUses.Hold(c =>
    {
        var broken = new List<(Clause, Ruling)>();
        var verdict = Verdicts.Of(broken);
        Assert.Equal(Verdict.Allowed, verdict);
        foreach (var clause in Pack.UseClauses)
        {
            if (clause.Hold(c.Use, c.Day) is { } ruling)
            {
                broken.Add((clause.Clause, ruling));
                Assert.True(Verdicts.Of(broken) <= verdict);
                verdict = Verdicts.Of(broken);
            }
        }
    });

    [Fact]
    public void Every_clause_is_met_or_does_not_apply_and_broken_and_open_somewhere()
    {
        var seen = RandomUses.Some(4000)
            .SelectMany(c => Pack.UseClauses.Select(clause => (clause.Clause.Id, Kind: KindOf(clause.Hold(c.Use, c.Day)))))
            .ToHashSet();
        string[] neverOpen = ["bio-2/inventory", "leveranciers/contract", "leveranciers/exit-alternatives"];
        Assert.Empty(
            from clause in Pack.UseClauses
            from kind in new[] { "settled", "Broken", "Open" }
            where !seen.Contains((clause.Clause.Id, kind)) && !(kind == "Open" && neverOpen.Contains(clause.Clause.Id))
            select $"{clause.Clause.Id} is never {kind}");
    }

    [Fact]
    public void What_it_says_is_said_in_two_languages() => Assert.All(
        RandomUses.Some(500).SelectMany(c => Pack.UseClauses.Select(clause => clause.Hold(c.Use, c.Day))), ruling =>
        {
            Phrase[] says = ruling switch
            {
                Ruling.Broken broken => [broken.Says, broken.SettledBy],
                Ruling.Open open => [open.Says],
                _ => [],
            };
            Assert.All(says, p => Assert.NotEqual(p.English, p.Dutch));
        });

    private static string KindOf(Ruling? ruling) => ruling is null or Ruling.Met ? "settled" : ruling.GetType().Name;

    private static IEnumerable<string> Rulings(Case c)
    {
        var use = c.Use;
        return Pack.UseClauses.Select(clause => $"{clause.Clause.Id} {UseInPicture.Say(clause.Hold(use, c.Day))}");
    }

    /// <summary>Every answer to what some clause still asks, that no fact contradicts.</summary>
    private static IEnumerable<(UseQuestion Question, string Answer)> AnswersTo(Use use, DateOnly day) =>
        from question in Pack.UseClauses.Select(c => c.Hold(use, day)).OfType<Ruling.Open>().Select(o => o.Missing).Distinct()
        from option in AskedQuestion.Of(question).Options
        where !(question == UseQuestion.PersonalData && option.Word != "special" && use.AnyPersonalData().Value == true)
        where !(question == UseQuestion.Criticality && option.Word is not ("vital" or "essential") && use.VitalOrEssential().Value == true)
        select (question, option.Word);
}
