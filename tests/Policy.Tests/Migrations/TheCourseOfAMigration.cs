using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;
using static Sluiswachter.Policy.Tests.Migrations.MigrationInPicture;

namespace Sluiswachter.Policy.Tests.Migrations;

public sealed class TheCourseOfAMigration
{
    private const string UpToConsent = """
        2026-01-10 proposed by CIO
        2026-02-01 substantiated by inspector, independent
        2026-03-01 approved by minister

        """;

    private const string UnderConditions = """
        2026-01-10 proposed by CIO
        2026-03-01 approved-in-part by minister, measures keys, watched by CISO, due 2026-04-01

        """;

    private static readonly string[] Roles = ["CIO", "minister", "inspector", "CISO"];

    [Theory]
    [InlineData("", "Announced")]
    [InlineData("2026-01-10 proposed by CIO", "Proposed")]
    [InlineData(UpToConsent, "Approved m/003")]
    [InlineData(UpToConsent + "2026-03-02 house-informed by minister", "Approved m/003 told")]
    [InlineData(UpToConsent + "2026-03-02 house-informed by minister\n2026-04-02 carried-out by CIO", "CarriedOut m/003 told")]
    [InlineData(UpToConsent + "2026-03-02 reconsidered by minister", "Reconsidered")]
    [InlineData(UpToConsent + "2026-03-02 withdrawn by CIO", "Withdrawn")]
    [InlineData(UpToConsent + "2026-03-02 refused by minister", "Approved m/003")]
    [InlineData("2026-01-10 proposed by CIO\n2026-03-01 refused by minister", "Refused")]
    [InlineData("2026-01-10 proposed by CIO\n2026-03-01 refused by minister\n2026-03-02 reconsidered by CIO\n2026-03-03 approved by minister", "Approved m/004")]
    public void It_goes_from_proposal_to_consent_to_what_was_done(string decisions, string standing) =>
        Assert.Equal(standing, Standing(decisions));

    [Fact]
    public void What_is_out_of_order_says_what_comes_first()
    {
        Assert.Equal(
            "'House informed' cannot be decided while the migration is proposed: it is to be approved first",
            Why("2026-01-10 proposed by CIO\n2026-01-11 house-informed by minister"));
        Assert.Equal(
            "'carried out' cannot be decided while the migration is approved in part or under conditions: the measures are to be in place first",
            Why(UnderConditions + "2026-03-02 carried-out by CIO"));
        Assert.Equal(
            "'approved' cannot be decided while the migration is only announced: it is to be proposed first",
            Why("2026-01-10 approved by minister"));
    }

    [Theory]
    [InlineData("approved by CIO", false)]
    [InlineData("approved by cio", false)]
    [InlineData("approved-in-part by CIO", false)]
    [InlineData("approved by CIO of ministry", true)]
    [InlineData("approved by minister", true)]
    [InlineData("substantiated by CIO", true)]
    [InlineData("substantiated by CIO, independent", false)]
    public void Who_proposed_does_not_approve_and_is_not_independent(string decision, bool may) =>
        Assert.Equal(may, Why($"2026-01-10 proposed by CIO\n2026-03-01 {decision}") is null);

    [Theory]
    [InlineData("2026-04-01", "ApprovedInPart m/002?")]
    [InlineData("2026-04-02", "ConsentLapsed")]
    public void Measures_that_are_not_in_place_in_time_make_the_consent_lapse(string day, string standing) =>
        Assert.Equal(standing, Standing(UnderConditions, day));

    [Theory]
    [InlineData("2026-04-01 measures-in-place by CISO", "ApprovedInPart m/002")]
    [InlineData("2026-04-01 measures-in-place by minister", "ConsentLapsed")]
    [InlineData("2026-04-02 measures-in-place by CISO", "ConsentLapsed")]
    [InlineData("2026-04-02 approved by minister", "Approved m/003")]
    [InlineData("2026-04-02 reconsidered by minister", "Reconsidered")]
    public void Only_who_watches_says_that_measures_are_in_place_and_only_in_time(string decision, string standing) =>
        Assert.Equal(standing, Standing(UnderConditions + decision));

    [Fact]
    public void What_one_consent_asked_does_not_touch_another() => Assert.Equal(
        "ApprovedInPart m/003", Standing(UnderConditions + "2026-03-05 approved-in-part by minister"));

    [Fact]
    public void The_House_is_told_again_of_what_was_added_since() => Assert.Equal(
        "Approved m/002 m/004",
        Standing("""
            2026-01-10 proposed by CIO
            2026-03-01 approved-in-part by minister
            2026-03-02 house-informed by minister
            2026-03-03 approved by minister
            """));

    [Fact]
    public void Accepted_steps_replay_to_where_they_led_and_refused_steps_change_nothing() => Hold(decisions =>
    {
        var standing = MigrationStanding.Begin(Body);
        var accepted = new List<Decision>();
        foreach (var decision in decisions)
        {
            var next = MigrationCourse.After(standing, decision);
            if (next.Holds)
            {
                accepted.Add(decision);
                standing = next.Value;
            }
        }

        Assert.Equal(Say(standing), Say(MigrationCourse.Replay(Body, accepted, out var none)));
        Assert.Empty(none);
        Assert.Equal(Say(standing), Say(MigrationCourse.Replay(Body, decisions, out var refused)));
        Assert.Equal(decisions.Except(accepted).Select(d => d.Id), refused.Select(r => r.Decision.Id));
    });

    [Fact]
    public void Whatever_is_tried_no_consent_is_of_who_proposed_and_what_is_possible_is_not_refused_for_its_order() => Hold(decisions =>
    {
        var standing = MigrationStanding.Begin(Body);
        foreach (var decision in decisions)
        {
            var next = MigrationCourse.After(standing, decision);
            Assert.Equal(
                MigrationCourse.Possible(standing.On(MigrationCourse.DayOf(decision))).Contains(decision.Kind),
                next.Problem is not StepOutOfOrder);
            standing = next.Holds ? next.Value : standing;
            Assert.DoesNotContain(standing.Consents, c => c.Decision.By == standing.Proposal!.By);
        }
    });

    private static string? Why(string decisions)
    {
        MigrationCourse.Replay(Body, Decisions(decisions), out var refused);
        return refused is [.., var (_, why)] ? why.In(Language.English) : null;
    }

    /// <summary>Sequences that begin with a proposal, else hardly any would get far.</summary>
    private static void Hold(Action<IReadOnlyList<Decision>> law) => Prop.ForAll(
        Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Random(new Random(seed)))), law)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static IReadOnlyList<Decision> Random(Random random)
    {
        var kinds = Words.Of<DecisionKind>().All.Take((int)DecisionKind.CarriedOut).ToList();
        var day = Day("2026-01-01");
        var lines = new List<string> { $"{day:yyyy-MM-dd} proposed by {Roles[random.Next(2)]}" };
        for (var i = random.Next(14); i > 0; i--)
        {
            day = day.AddDays(random.Next(4));
            var kind = kinds[random.Next(kinds.Count)];
            var measures = kind == "approved-in-part" && random.Next(2) == 0
                ? $", measures keys, watched by {Roles[random.Next(Roles.Length)]}, due {day.AddDays(random.Next(6)):yyyy-MM-dd}"
                : random.Next(2) == 0 ? ", independent" : "";
            lines.Add($"{day:yyyy-MM-dd} {kind} by {Roles[random.Next(Roles.Length)]}{measures}");
        }

        return Decisions(string.Join('\n', lines));
    }
}
