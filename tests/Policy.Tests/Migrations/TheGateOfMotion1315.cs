using Sluiswachter.Model;
using static Sluiswachter.Policy.Tests.Migrations.MigrationInPicture;

namespace Sluiswachter.Policy.Tests.Migrations;

/// <summary>A gate with the three conditions of the motion; the one that ships is read in the tests of content.</summary>
public sealed class TheGateOfMotion1315
{
    private const string Proposed = "2026-01-10 proposed by CIO\n";

    private const string All = Proposed + """
        2026-02-01 substantiated by inspector, independent
        2026-03-01 approved by state secretary
        2026-03-02 house-informed by minister
        """;

    private static readonly MigrationGate Gate = new(
        "motie-1315", [Country.Of("US").Value],
        [
            Rule("substantiated", DecisionKind.Substantiated, Binding.Bound), Rule("house-informed", DecisionKind.HouseInformed, Binding.Bound),
            Rule("approved", DecisionKind.Approved, Binding.Advised, new Phrase("state secretary", "staatssecretaris")),
            Rule("substantiated", DecisionKind.Substantiated, Binding.Advised, kinds: "zbo"),
            Rule("substantiated", DecisionKind.Substantiated, Binding.Exempt, kinds: "*"),
            Rule("substantiated", DecisionKind.Substantiated, Binding.Unknown, kinds: "?"),
        ]);

    [Theory]
    [InlineData("ministerie", "substantiated house-informed approved")]
    [InlineData("zbo", "substantiated")]
    [InlineData("gemeente", "")]
    [InlineData(null, "substantiated(open)")]
    public void It_asks_of_each_kind_of_body_what_the_table_says(string? kind, string asked) =>
        Assert.Equal(asked, Conditions(File(Proposed, kind: kind)));

    [Theory]
    [InlineData("US", null, true, false)]
    [InlineData("NL", "US", true, false)]
    [InlineData("NL", null, false, false)]
    [InlineData("NL", "DE", false, false)]
    [InlineData(null, null, true, true)]
    public void It_applies_to_suppliers_under_American_control_and_stays_open_where_that_is_unknown(
        string? country, string? controller, bool found, bool open)
    {
        var findings = AtGate(File(Proposed, country, controller: controller));
        Assert.Equal((found, open), (findings.Count > 0, findings.Count > 0 && findings.All(f => f.IsOpen)));
    }

    [Fact]
    public void When_everything_was_done_nothing_is_asked() =>
        Assert.Empty(MigrationFindings.Of(File(All, consent: "m/003", status: RequirementStatus.Planned), [Gate], Day("2026-05-01")));

    [Theory]
    [InlineData("2026-06-01", "")]
    [InlineData("2026-06-02", "house-informed")]
    public void The_House_is_to_be_told_before_it_begins(string day, string lacks) => Assert.Equal(
        lacks, Conditions(File(All.Replace("2026-03-02", day, StringComparison.Ordinal), consent: "m/003"), "2026-06-03"));

    [Theory]
    [InlineData("approved", Proposed, true)]
    [InlineData("approved", Proposed + "2026-02-01 substantiated by CIO", true)]
    [InlineData("approved", Proposed + "2026-02-01 substantiated by inspector, independent", false)]
    [InlineData("refused", Proposed, false)]
    [InlineData("carried-out", Proposed + "2026-02-01 substantiated by inspector, independent\n2026-03-01 approved by minister", true)]
    [InlineData("carried-out", All, false)]
    public void What_binds_bars_the_step_that_waits_for_it(string step, string decisions, bool barred)
    {
        var file = File(decisions);
        var kind = (DecisionKind)Words.Of<DecisionKind>().NumberOf(step)!.Value;
        Assert.Equal(barred, Gate.Bars(kind, file, file.StandingOn(Day("2026-06-01")), Day("2026-06-01")) is not null);
        Assert.Null(Gate.Bars(kind, File(decisions, kind: "zbo"), file.StandingOn(Day("2026-06-01")), Day("2026-06-01")));
        Assert.Null(Gate.Bars(kind, File(decisions, country: null), file.StandingOn(Day("2026-06-01")), Day("2026-06-01")));
    }

    [Fact]
    public void What_is_planned_without_a_consent_that_holds_is_found()
    {
        var lapsed = File(
            Proposed + "2026-03-01 approved-in-part by minister, measures keys, watched by CISO, due 2026-04-01",
            country: "NL", consent: "m/002", status: RequirementStatus.Planned);
        Assert.Equal("measures", Own(lapsed, "2026-04-01"));
        Assert.Equal("measures consent consent", Own(lapsed, "2026-04-02"));
        Assert.Equal("consent", Own(File(Proposed, country: "NL"), "2026-04-02"));
        Assert.Equal("consent consent", Own(File(Proposed, country: "NL", status: RequirementStatus.Planned), "2026-04-02"));
        Assert.Equal("", Own(File(Proposed + "2026-02-01 withdrawn by CIO", country: "NL"), "2026-04-02"));
    }

    [Theory]
    [InlineData("2026-05-01", 31, true)]
    [InlineData("2026-05-01", 30, false)]
    [InlineData("2027-05-01", 0, true)]
    public void It_is_due_when_it_begins_within_the_days_that_are_looked_ahead(string at, int days, bool due) =>
        Assert.Equal(due, AtGate(File(Proposed))[0].IsDue(Day(at), days));

    [Fact]
    public void A_finding_says_clause_who_when_and_since_when()
    {
        var finding = AtGate(File(Proposed))[0];
        Assert.Equal(("motie-1315/substantiated", Day("2026-06-01")), (finding.Clause.Id, finding.Before));
        Assert.Equal("another than CIO, who proposed it", finding.By.English);
        Assert.Equal("acme is established in US", finding.Grounds[0].Says.English);
        Assert.Equal(Day("2025-03-13"), finding.Since);
    }

    private static IReadOnlyList<MigrationFinding> AtGate(MigrationFile file, string at = "2026-05-01") =>
        [.. MigrationFindings.Of(file, [Gate], Day(at)).Where(f => f.Clause.Pack == "motie-1315")];

    private static string Conditions(MigrationFile file, string at = "2026-05-01") =>
        string.Join(' ', AtGate(file, at).Select(f => f.Clause.Id.Split('/')[1] + (f.IsOpen ? "(open)" : "")));

    private static string Own(MigrationFile file, string at) => string.Join(
        ' ', MigrationFindings.Of(file, [Gate], Day(at)).Where(f => f.Clause.Pack == "migraties").Select(f => f.Clause.Id.Split('/')[1]));

    private static GateRule Rule(string name, DecisionKind step, Binding binding, Phrase? role = null, string kinds = "ministerie") => new(
        new Clause(
            $"motie-1315/{name}", new Phrase(name, name), "Kamerstuk 26643, nr. 1315", null,
            Validity.Of(Day("2025-03-13"), null).Value, Severity.Conditional),
        step, [kinds], binding, role, 0);
}
