using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;
using static Sluiswachter.Policy.Tests.Migrations.MigrationInPicture;

namespace Sluiswachter.Policy.Tests.Safeguards;

public sealed class WhatATreatmentReliesOn
{
    private static readonly EntityId Cloud = EntityId.Of("cloud").Value;

    [Theory]
    [InlineData("adequacy:US")]
    [InlineData("free-flow:DE")]
    [InlineData("certificate:ISO 27001@cloud")]
    [InlineData("owner:acme=holding")]
    [InlineData("owner:acme=none")]
    [InlineData("decision:d1")]
    [InlineData("assessment:a:1")]
    public void What_can_be_watched_is_understood(string text) => Assert.True(Safeguard.Of(text).Holds);

    [Theory]
    [InlineData("")]
    [InlineData("goodwill")]
    [InlineData("adequacy:Verenigde Staten")]
    [InlineData("certificate:ISO 27001")]
    [InlineData("owner:acme")]
    [InlineData("certificate:@cloud")]
    public void What_cannot_is_refused_with_the_forms_that_can(string text)
    {
        var problem = Safeguard.Of(text).Problem!;
        Assert.Contains("certificate:TEXT@SERVICE", problem.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("verwacht adequacy:CC", problem.In(Language.Dutch), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-28", null)]
    [InlineData("2026-03-01", "the adequacy decision for US is not in force")]
    [InlineData("2026-09-01", "the adequacy decision for US of then is no longer in force; another is since 2026-08-01")]
    public void A_withdrawn_adequacy_decision_reopens_what_relied_on_it_and_a_new_one_does_not_mend_that(string at, string? lapse) =>
        Assert.Equal(lapse, Of("adequacy:US", at)!.Lapsed?.English);

    [Fact]
    public void Under_the_new_decision_it_can_be_accepted_again() =>
        Assert.True(Of([Accept("adequacy:US", from: "2026-08-15")], World("2026-09-01"))!.IsInForce);

    [Theory]
    [InlineData("certificate:iso 27001@cloud", null)]
    [InlineData("certificate:SOC 2@cloud", "cloud does not have the certificate SOC 2")]
    [InlineData("certificate:ISO@cloud", "cloud does not have the certificate ISO")]
    [InlineData("owner:acme=holding", null)]
    [InlineData("owner:acme=none", "acme is controlled by holding")]
    [InlineData("owner:polder=none", null)]
    [InlineData("owner:polder=holding", "polder is not controlled by holding")]
    [InlineData("owner:gone=none", "gone is not known on this day")]
    [InlineData("assessment:approved", null)]
    [InlineData("assessment:draft", "assessment draft is not approved")]
    [InlineData("assessment:overdue", "assessment overdue was to be looked at again on 2026-01-15")]
    [InlineData("decision:firm", null)]
    [InlineData("decision:ended", "decision ended does not hold")]
    [InlineData("decision:on-sand", "the adequacy decision for BR is not in force")]
    [InlineData("decision:loop", "decision loop relies on itself")]
    public void It_holds_exactly_as_long_as_what_it_names(string relies, string? lapse) =>
        Assert.Equal(lapse, Of(relies, "2026-02-01")!.Lapsed?.English);

    [Theory]
    [InlineData("2025-12-31", "none")]
    [InlineData("2026-01-01", "in force")]
    [InlineData("2026-12-31", "in force")]
    [InlineData("2027-01-01", "it held until 2026-12-31")]
    public void It_holds_from_the_decision_until_the_day_that_was_named(string at, string says) => Assert.Equal(
        says, Of(null, at) is { } found ? found.Lapsed?.English ?? "in force" : "none");

    [Fact]
    public void Another_clause_or_subject_is_not_treated_by_it()
    {
        var world = World("2026-02-01");
        Assert.NotNull(Of([Accept(null)], world));
        Assert.Null(Of([Accept(null)], world, "avg/45"));
        Assert.Null(Of([Accept(null, subject: "other-cloud")], world));
    }

    [Theory]
    [InlineData("supplier", true)]
    [InlineData("town", true)]
    [InlineData("tax", false)]
    public void It_may_be_about_the_supplier_the_body_or_every_function(string subject, bool treated) =>
        Assert.Equal(treated, Of([Accept(null, subject: subject)], World("2026-02-01")) is not null);

    [Fact]
    public void Of_two_functions_both_must_be_treated()
    {
        Assert.Null(Of([Accept(null, subject: "tax")], World("2026-02-01")));
        Assert.NotNull(Of([Accept(null, subject: "tax"), Accept(null, subject: "desk", id: "second")], World("2026-02-01")));
    }

    [Fact]
    public void A_treatment_in_force_goes_before_a_later_one_that_lapsed() => Assert.True(
        Of([Accept(null), Accept("adequacy:BR", from: "2026-01-20", id: "second")], World("2026-02-01"))!.IsInForce);

    [Fact]
    public void It_is_in_force_exactly_when_it_is_valid_on_the_day_and_its_safeguard_holds() => Prop.ForAll(
        Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var random = new Random(seed);
            var (from, until, at) = (AnyDay(), AnyDay(), AnyDay());
            until = until <= from ? from.AddDays(1) : until;
            DateOnly? lawFrom = random.Next(4) == 0 ? null : AnyDay();
            var lawUntil = AnyDay();
            var law = random.Next(4) > 0 && !(lawFrom > at) && at < lawUntil ? new InForce(default, lawFrom) : null;
            var relies = random.Next(3) > 0;
            var world = World(at.ToString("yyyy-MM-dd")) with { Adequacy = _ => law };
            var found = Of([Accept(relies ? "adequacy:US" : null, $"{from:yyyy-MM-dd}", $"{until:yyyy-MM-dd}")], world);
            var valid = from <= at && at < until;
            Assert.Equal(valid && (!relies || (law is not null && !(lawFrom > from))), found?.IsInForce == true);

            DateOnly AnyDay() => Day("2026-01-01").AddDays(random.Next(12));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Treatment? Of(string? relies, string at) => Of([Accept(relies)], World(at));

    /// <summary>What becomes of decisions about a use of the cloud of the supplier, by the town, for its taxes and its desk.</summary>
    private static Treatment? Of(IReadOnlyList<Decision> decisions, SafeguardsOfDay world, string clause = "avg/44") => Treatment.Of(
        new Use
        {
            Body = new Organisation(Id("town"), Text("Town"), null, null, null, null, null, null, Provenance.Unstated),
            Service = new Service(Cloud, Text("Cloud"), Id("supplier"), ServiceModels.None, null, [], null, null, Provenance.Unstated),
            Supplier = new Supplier(Id("supplier"), Text("Supplier"), null, null, Provenance.Unstated),
            Functions = [Served("tax"), Served("desk")],
            Dossier = UseDossier.Of([], [], decisions, world),
        },
        Pack.UseClauses[0].Clause with { Id = clause },
        world.Day);

    private static ServedFunction Served(string function) => new(
        new Function(Id(function), Id("town"), Text(function), null, null, null, null, null, null, Provenance.Unstated),
        null,
        Requirement.Of(
            RequirementId.Of(function).Value, Id(function), Purpose.Hosting, 1, null, null, RequirementStatus.InUse, null, null,
            Provenance.Unstated).Value,
        new Alternative(
            RequirementId.Of(function).Value, Cloud, null, AlternativeRole.Active, null, null, null, Provenance.Unstated), Since: null);

    private static EntityId Id(string text) => EntityId.Of(text).Value;

    private static Decision Accept(string? relies, string from = "2026-01-01", string until = "2027-01-01", string id = "accepted", string subject = "cloud") => Decision.Of(
        DecisionId.Of(id).Value, DecisionKind.Accepted, Body, Id(subject), null, Text("avg/44"), Text("CIO"), Day(from), Text("for now"), null, null,
        null, relies is null ? null : Text(relies), null, null, new Provenance(Validity.Of(Day(from), Day(until)).Value)).Value;

    private static Assessment Assessed(string id, string? approved, string? review) => new(
        AssessmentId.Of(id).Value, AssessmentKind.RiskAnalysis, Body, Cloud, null, null, null, null, null,
        approved is null ? null : Day(approved), review is null ? null : Day(review), null, null, null, Provenance.Unstated);

    /// <summary>The American decision ends on 2026-03-01 and is followed by another on 2026-08-01.</summary>
    private static SafeguardsOfDay World(string at) => new()
    {
        Day = Day(at),
        Adequacy = country => country.Code != "US" ? null
            : Day(at) < Day("2026-03-01") ? new InForce(new Phrase("first", "eerste"), Day("2023-07-10"))
            : Day(at) >= Day("2026-08-01") ? new InForce(new Phrase("second", "tweede"), Day("2026-08-01"))
            : null,
        FreeFlow = _ => null,
        Certificates = id => id == Cloud ? "ISO 27001, BSI C5" : null,
        Controllers = id => id.Text switch { "acme" => [EntityId.Of("holding").Value], "polder" => [], _ => null },
        Decision = id => id.Text switch
        {
            "firm" => Accept(null, id: "firm"),
            "ended" => Accept(null, until: "2026-01-10", id: "ended"),
            "on-sand" => Accept("adequacy:BR", id: "on-sand"),
            "loop" => Accept("decision:loop", id: "loop"),
            _ => null,
        },
        Assessment = id => id.Text switch
        {
            "approved" => Assessed("approved", "2026-01-01", "2026-02-01"),
            "draft" => Assessed("draft", null, null),
            "overdue" => Assessed("overdue", "2026-01-01", "2026-01-15"),
            _ => null,
        },
    };
}
