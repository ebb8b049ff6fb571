using Sluiswachter.App.Inquiries;
using Sluiswachter.App.Migrations;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests.Migrations;

/// <summary>A ministry wants to move two functions from a Dutch data centre to an American cloud.</summary>
public sealed class AMigrationIsDecided(PostgresServer postgres) : IDisposable
{
    private const string Register = """
        sources.csv
        id,name
        survey,A survey
        organisations.csv
        id,name,kind
        min,Ministerie,ministerie
        town,Stad,gemeente
        functions.csv
        id,organisation,name,criticality,people
        tax,min,Aangifte,vital,900
        post,min,Post,important,100
        suppliers.csv
        id,name,country
        acme,Acme,US
        polder,Polder,NL
        services.csv
        id,name,supplier
        cloud,Wolk,acme
        dc,Rekencentrum,polder
        requirements.csv
        id,consumer,purpose,status,valid_from,replaces,source
        r1,tax,hosting,in-use,,,survey
        r2,post,mail,in-use,,,
        r1n,tax,hosting,considered,2027-06-01,r1,
        r2n,post,mail,considered,2027-06-01,r2,survey
        alternatives.csv
        requirement,service
        r1,dc
        r2,dc
        r1n,cloud
        r2n,cloud
        """;

    private Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void From_proposal_to_what_was_done_on_both_stores(string engine)
    {
        On(engine);
        Propose();
        Accept("m", DecisionKind.Substantiated, "inspectorate", s => s with { IsIndependent = true, Evidence = "https://example.org/report" });
        Assert.Equal("US, 24 h, 2027-06-01: functions 0→2, vital 0→1, organisations 0→1, people 0→900; ends r1 r2", $"{Accept("m", DecisionKind.Approved, "minister").Effect}");
        Assert.Equal("r1:in-use..2027-06-01 r1n:planned r2:in-use..2027-06-01 r2n:planned", Requirements());
        Assert.Equal("tax post", Stops("2027-06-01"));
        Assert.Equal("", Stops("2027-05-31"));
        Accept("m", DecisionKind.HouseInformed, "minister", s => s with { Evidence = "https://example.org/letter" });
        desk.Today = "2027-06-02";
        Assert.Equal(MigrationState.CarriedOut, Accept("m", DecisionKind.CarriedOut, "CIO").Standing!.State);
        Assert.Equal("r1:in-use..2027-06-01 r1n:in-use r2:in-use..2027-06-01 r2n:in-use", Requirements());
    }

    [Fact]
    public void Approved_and_withdrawn_leaves_the_requirements_as_they_were_and_both_in_the_journal()
    {
        On("sqlite");
        Propose();
        var before = desk.Facts(FactKind.Requirement) + desk.Facts(FactKind.MigrationPart);
        Accept("m", DecisionKind.Substantiated, "inspectorate", s => s with { IsIndependent = true, Evidence = "https://example.org/report" });
        Accept("m", DecisionKind.Approved, "minister");
        Assert.NotEqual(before, desk.Facts(FactKind.Requirement) + desk.Facts(FactKind.MigrationPart));
        Accept("m", DecisionKind.Withdrawn, "CIO", s => s with { Reason = "another way was found" });
        Assert.Equal(before, desk.Facts(FactKind.Requirement) + desk.Facts(FactKind.MigrationPart));
        using var reader = desk.Store.Read();
        Assert.Equal(
            ["desk: test", "CIO: m: proposed", "inspectorate: m: substantiated", "minister: m: approved", "CIO: m: withdrawn"],
            reader.Journal().Select(e => $"{e.Note.By}: {e.Note.Why}").Distinct());
        Assert.Empty(reader.Verify());
    }

    [Fact]
    public void Only_the_part_that_was_consented_to_is_planned_and_only_until_its_measures_are_late()
    {
        On("sqlite");
        Propose();
        Accept("m", DecisionKind.Substantiated, "inspectorate", s => s with { IsIndependent = true, Evidence = "https://example.org/report" });
        var approved = Accept("m", DecisionKind.Approved, "minister", s => s with
        {
            Only = ["r2n"], Measures = "own keys", WatchedBy = "CISO", DueOn = new DateOnly(2026, 12, 31), Reason = "only mail",
        });
        Assert.Equal((DecisionKind.ApprovedInPart, MigrationState.ApprovedInPart), (approved.Decision!.Kind, approved.Standing!.State));
        Assert.Equal("r1:in-use r1n:considered r2:in-use..2027-06-01 r2n:planned", Requirements());
        Assert.Empty(Findings("2026-12-31", "migraties/consent"));
        Assert.Equal(["requirement r2n counts from 2027-06-01 without a consent that holds", "the migration is considered again, for its measures were not in place in time and has no consent"], Findings("2027-01-01", "migraties/consent", days: 400));
        desk.Today = "2027-01-01";
        Assert.Contains("it is to be approved first", Refused("m", DecisionKind.MeasuresInPlace, "CISO"), StringComparison.Ordinal);
        Accept("m", DecisionKind.Reconsidered, "minister", s => s with { Reason = "too late" });
        Assert.Equal("r1:in-use r1n:considered r2:in-use r2n:considered", Requirements());
    }

    [Fact]
    public void What_cannot_be_decided_changes_nothing_and_says_why()
    {
        On("sqlite");
        Propose();
        var before = desk.Everything();
        Assert.Contains("waits for a condition that is binding for this body", Refused("m", DecisionKind.Approved, "minister"), StringComparison.Ordinal);
        Assert.Contains("'CIO' proposed this migration", Refused("m", DecisionKind.Approved, "CIO"), StringComparison.Ordinal);
        Assert.Contains("it is to be approved first", Refused("m", DecisionKind.CarriedOut, "CIO"), StringComparison.Ordinal);
        Assert.Contains("did you mean m?", Refused("mm", DecisionKind.Approved, "minister"), StringComparison.Ordinal);
        Assert.Contains("needs a reason", Refused("m", DecisionKind.Withdrawn, "CIO"), StringComparison.Ordinal);
        Assert.Contains("looks like the address of a person", Refused("m", DecisionKind.Withdrawn, "a@example.org", s => s with { Reason = "x" }), StringComparison.Ordinal);
        Assert.Contains("is after today", Refused("m", DecisionKind.HouseInformed, "minister", s => s with { On = new DateOnly(2026, 11, 22) }), StringComparison.Ordinal);
        Assert.Contains("expected r1n, r2n", Refused("m", DecisionKind.Approved, "minister", s => s with { Only = ["r1"] }), StringComparison.Ordinal);
        Assert.Contains("without evidence", Refused("m", DecisionKind.Substantiated, "inspectorate", s => s with { IsIndependent = true }), StringComparison.Ordinal);
        Assert.Contains("without evidence", Refused("m", DecisionKind.HouseInformed, "minister"), StringComparison.Ordinal);
        Assert.Contains("2026-01-31 is before the decision", Refused("m", DecisionKind.Approved, "minister", s => s with
        {
            Measures = "keys", WatchedBy = "CISO", DueOn = new DateOnly(2026, 1, 31),
        }), StringComparison.Ordinal);
        Assert.Contains("go together", Refused("m", DecisionKind.Approved, "minister", s => s with { Measures = "keys" }), StringComparison.Ordinal);
        Assert.Equal(before, desk.Everything());
    }

    [Fact]
    public void A_town_is_not_bound_by_the_motion_and_a_Dutch_cloud_not_by_its_gate()
    {
        On("sqlite");
        Propose("town", "r1n");
        Assert.Equal(MigrationState.Approved, Accept("m", DecisionKind.Approved, "college").Standing!.State);
        desk.Import("""
            suppliers.csv
            id,name,country
            acme,Acme,NL
            """);
        Propose("min", "r2n", "m2");
        Assert.Equal(MigrationState.Approved, Accept("m2", DecisionKind.Approved, "minister").Standing!.State);
    }

    [Fact]
    public void The_effect_is_kept_with_the_consent_and_shown_to_have_changed_when_it_has()
    {
        On("sqlite");
        Propose();
        Accept("m", DecisionKind.Substantiated, "inspectorate", s => s with { IsIndependent = true, Evidence = "https://example.org/report" });
        Accept("m", DecisionKind.Approved, "minister", s => s with { Reason = "it must" });
        var shown = Show("m");
        Assert.False(shown.GetProperty("effectChanged").GetBoolean());
        Assert.Equal("it must", shown.GetProperty("decisions")[2].GetProperty("reason").GetString());
        Assert.Equal(900, shown.GetProperty("effectThen").GetProperty("with").GetProperty("people").GetInt64());
        desk.Import("""
            functions.csv
            id,organisation,name,people
            tax,min,Aangifte,1000
            """);
        shown = Show("m");
        Assert.True(shown.GetProperty("effectChanged").GetBoolean());
        Assert.Equal(1000, shown.GetProperty("effectNow").GetProperty("with").GetProperty("people").GetInt64());
    }

    [Fact]
    public void A_bundle_of_considered_requirements_comes_in_with_the_proposal_or_not_at_all()
    {
        On("sqlite");
        var plan = desk.Bundle("""
            requirements.csv
            id,consumer,purpose,status,valid_from
            r3n,post,storage,considered,2027-06-01
            alternatives.csv
            requirement,service
            r3n,cloud
            """);
        var early = Proposal() with { Bundle = plan, PlannedOn = new DateOnly(2027, 7, 1) };
        Assert.Contains("before the migration on 2027-07-01", Complaint(new ProposeMigration(desk.Store, desk.Clock).Run(early)), StringComparison.Ordinal);
        var none = Proposal() with { Bundle = plan, PlannedOn = new DateOnly(2027, 5, 1) };
        Assert.Contains("no part begins on 2027-05-01: expected 2027-06-01", Complaint(new ProposeMigration(desk.Store, desk.Clock).Run(none)), StringComparison.Ordinal);
        Assert.DoesNotContain("r3n", Requirements(), StringComparison.Ordinal);
        Assert.NotNull(new ProposeMigration(desk.Store, desk.Clock).Run(Proposal() with { Bundle = plan, Requirements = ["r2n"] }).Decision);
        Assert.Equal("migration=m requirement=r2n\nmigration=m requirement=r3n", desk.Facts(FactKind.MigrationPart));
    }

    [Fact]
    public void What_is_in_use_is_no_proposal()
    {
        On("sqlite");
        Assert.Contains("not only considered", Complaint(new ProposeMigration(desk.Store, desk.Clock).Run(Proposal() with { Requirements = ["r1"] })), StringComparison.Ordinal);
        Assert.Contains("is not a requirement in this register", Complaint(new ProposeMigration(desk.Store, desk.Clock).Run(Proposal() with { Requirements = ["r1m"] })), StringComparison.Ordinal);
        Assert.Contains("nothing would be required", Complaint(new ProposeMigration(desk.Store, desk.Clock).Run(Proposal())), StringComparison.Ordinal);
        Propose();
        Assert.Contains("is proposed already", Complaint(new ProposeMigration(desk.Store, desk.Clock).Run(Proposal() with { Requirements = ["r1n"] })), StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_seen_where_it_stood_on_a_day_before()
    {
        On("sqlite");
        Propose();
        desk.Today = "2026-12-01";
        Accept("m", DecisionKind.Substantiated, "inspectorate", s => s with { IsIndependent = true, Evidence = "https://example.org/report" });
        Assert.Equal("proposed", Show("m", ("at", "2026-11-30")).GetProperty("migration").GetProperty("state").GetString());
        Assert.Equal("substantiated", Show("m", ("at", "2026-12-01")).GetProperty("migration").GetProperty("state").GetString());
    }

    private void On(string engine)
    {
        desk.Dispose();
        desk = engine == "postgres" ? new Desk($"postgres:{postgres.NewDatabase()}") : new Desk();
        desk.Accept(Register);
    }

    private static MigrationProposal Proposal(string body = "min", string id = "m") =>
        new(id, body, "Naar Acme", "CIO") { PlannedOn = new DateOnly(2027, 6, 1) };

    private void Propose(string body = "min", string? only = null, string id = "m") => Assert.NotNull(
        new ProposeMigration(desk.Store, desk.Clock)
            .Run(Proposal(body, id) with { Requirements = only is null ? ["r1n", "r2n"] : [only] }).Decision);

    private StepOutcome Accept(string id, DecisionKind kind, string by, Func<MigrationStep, MigrationStep>? more = null)
    {
        var outcome = Take(id, kind, by, more);
        Assert.Empty(outcome.Complaints.Select(c => c.In(Language.English)));
        return outcome;
    }

    private string Refused(string id, DecisionKind kind, string by, Func<MigrationStep, MigrationStep>? more = null)
    {
        var outcome = Take(id, kind, by, more);
        Assert.Null(outcome.Decision);
        return Complaint(outcome);
    }

    private static string Complaint(StepOutcome outcome) => string.Join('\n', outcome.Complaints.Select(c => c.In(Language.English)));

    private StepOutcome Take(string id, DecisionKind kind, string by, Func<MigrationStep, MigrationStep>? more) =>
        new DecideMigration(desk.Store, desk.Clock, ShippedContent.MigrationGates).Run((more ?? (s => s))(new MigrationStep(id, kind, by)));

    private string Requirements()
    {
        using var reader = desk.Store.Read();
        return string.Join(' ', reader.Facts(FactKind.Requirement).Select(c => (Requirement)Requirement.Schema.Read(c).Value).Select(r =>
            $"{r.Id}:{Words.Of<RequirementStatus>().WordOf((int)r.Status)}{(r.Provenance.Validity.Until is { } until ? $"..{until:yyyy-MM-dd}" : "")}"));
    }

    private string Stops(string day)
    {
        var question = SwitchOffQuestion.Understand(new SwitchOffWords(["US"], [], [], [], day), default, out _)!;
        var answer = new SwitchOffSuppliers(desk.Store).Answer(question).Answer!;
        return string.Join(' ', answer.Functions.Select(f => answer.Graph.Entities[f.Entity]).OrderDescending(StringComparer.Ordinal));
    }

    private string[] Findings(string day, string clause, int days = 0)
    {
        var reply = new MigrationCheckInquiry().Ask(
            new InquiryWords(new Dictionary<string, IReadOnlyList<string>> { ["at"] = [day], ["days"] = [$"{days}"] }),
            new InquiryDesk(desk.Store, new DateOnly(2026, 11, 21)));
        return
        [
            .. Json(reply).GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("clause").GetString() == clause)
                .Select(f => f.GetProperty("says").GetProperty("en").GetString()!),
        ];
    }

    private System.Text.Json.JsonElement Show(string id, params (string Name, string Value)[] more) => Json(new MigrationShowInquiry().Ask(
        new InquiryWords(more.Append(("id", id)).ToDictionary(m => m.Item1, m => (IReadOnlyList<string>)[m.Item2])),
        new InquiryDesk(desk.Store, Days.InTheNetherlands(desk.Clock.GetUtcNow()))));
}
