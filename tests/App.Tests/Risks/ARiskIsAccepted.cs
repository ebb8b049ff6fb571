using Sluiswachter.App.Inquiries;
using Sluiswachter.App.Risks;
using Sluiswachter.Exchange;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests.Risks;

/// <summary>A town accepts that its mail stands on an American cloud, as long as something holds.</summary>
public sealed class ARiskIsAccepted(PostgresServer postgres) : IDisposable
{
    private const string Clause = "rijksbreed-cloudbeleid-2026/4.3";

    private const string Register = """
        organisations.csv
        id,name
        town,Stad
        suppliers.csv
        id,name,country
        acme,Acme,US
        acme-nl,Acme Nederland,NL
        ownership.csv
        owner,owned,control,valid_until
        acme,acme-nl,sole,2027-03-01
        services.csv
        id,name,supplier,certifications,valid_from,valid_until
        mail,Mail,acme-nl,ISO 27001,,2027-06-01
        mail,Mail,acme-nl,,2027-06-01,
        requirements.csv
        id,consumer,purpose
        r,town,mail
        alternatives.csv
        requirement,service
        r,mail
        """;

    private Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void It_is_kept_and_told_on_both_stores(string engine)
    {
        On(engine);
        Assert.Equal("risk/town/rijksbreed-cloudbeleid-2026/4.3/001", Accept("owner:acme-nl=acme").Decision!.Id.Text);
        Assert.Equal("risk/town/rijksbreed-cloudbeleid-2026/4.3/002", Accept("certificate:ISO 27001@mail").Decision!.Id.Text);
        Assert.Equal("yes yes", Counts("2026-11-21"));
        Assert.Equal("no yes", Counts("2027-03-01"));
        Assert.Equal("no no", Counts("2027-06-01"));
        Assert.Equal("", Counts("2026-11-20"));
        Assert.Equal(1, Ask("2027-03-01", "lapsed").GetProperty("treatments").GetArrayLength());
    }

    [Fact]
    public void What_prohibits_what_no_longer_applies_and_what_is_another_bodys_is_refused()
    {
        On("sqlite");
        Assert.Contains("prohibits, so that nobody can accept it", Refused(null, t => t with { Clause = "rijksbreed-cloudbeleid-2026/5.4" }), StringComparison.Ordinal);
        Assert.Contains("does not apply on 2026-11-21", Refused(null, t => t with { Clause = "rijksbreed-cloudbeleid-2022/dpia" }), StringComparison.Ordinal);
        Assert.Contains("'town' has no use of 'acme' in the register", Refused(null, t => t with { Subject = "acme" }), StringComparison.Ordinal);
        Assert.NotNull(Take(null, t => t with { Subject = "acme-nl" }).Decision);
        Assert.NotNull(Take(null, t => t with { Subject = "town" }).Decision);
    }

    [Fact]
    public void The_adequacy_decisions_of_the_United_States_came_and_went_and_what_relied_on_one_is_open_since()
    {
        On("sqlite");
        desk.Accept("""
            decisions.csv
            id,kind,organisation,subject,clause,by,decided_on,relies_on,valid_from
            old,accepted,town,mail,avg/44,CIO,2018-05-25,adequacy:US,2018-05-25
            new,accepted,town,mail,avg/44,CIO,2023-08-01,adequacy:US,2023-08-01
            """);
        Assert.Equal("old", InForce("2020-07-15"));
        Assert.Equal("", InForce("2020-07-16"));
        Assert.Equal("", InForce("2023-07-10"));
        Assert.Equal("new", InForce("2023-08-01"));
        Assert.Equal("", InForce("2026-12-01", withdrawnOn: "2026-12-01"));
        Assert.Equal("new", InForce("2026-11-30", withdrawnOn: "2026-12-01"));
    }

    [Fact]
    public void What_cannot_be_watched_or_does_not_hold_is_refused_and_nothing_is_kept()
    {
        On("sqlite");
        Assert.Contains("is no safeguard that can be watched: expected adequacy:CC", Refused("goodwill"), StringComparison.Ordinal);
        Assert.Contains("cannot be relied on: acme-nl is controlled by acme", Refused("owner:acme-nl=none"), StringComparison.Ordinal);
        Assert.Contains("did you mean rijksbreed-cloudbeleid-2026/4.3", Refused(null, t => t with { Clause = "rijksbreed-cloudbeleid-2026/4.33" }), StringComparison.Ordinal);
        Assert.Contains("is not after the day of the decision", Refused(null, t => t with { Until = new DateOnly(2026, 11, 21) }), StringComparison.Ordinal);
        Assert.Contains("'nowhere'", Refused(null, t => t with { Subject = "nowhere" }), StringComparison.Ordinal);
        Assert.Equal("", desk.Facts(FactKind.Decision));
    }

    private void On(string engine)
    {
        desk.Dispose();
        desk = engine == "postgres" ? new Desk($"postgres:{postgres.NewDatabase()}") : new Desk();
        desk.Accept(Register);
    }

    private TreatedRisk Take(string? relies, Func<RiskTreatment, RiskTreatment>? more) => new TreatRisk(desk.Store, desk.Clock).Run(
        (more ?? (t => t))(new RiskTreatment(
            DecisionKind.Accepted, Clause, "town", "mail", "CIO", new DateOnly(2027, 12, 31), "no other way yet") { ReliesOn = relies }));

    private TreatedRisk Accept(string relies)
    {
        var treated = Take(relies, null);
        Assert.Empty(treated.Complaints.Select(c => c.In(Language.English)));
        return treated;
    }

    private string Refused(string? relies, Func<RiskTreatment, RiskTreatment>? more = null)
    {
        var treated = Take(relies, more);
        Assert.Null(treated.Decision);
        return string.Join('\n', treated.Complaints.Select(c => c.In(Language.English)));
    }

    private System.Text.Json.JsonElement Ask(string day, string? state = null) => Json(new RiskListInquiry().Ask(
        new InquiryWords(new Dictionary<string, IReadOnlyList<string>> { ["at"] = [day], ["state"] = state is null ? [] : [state] }),
        new InquiryDesk(desk.Store, new DateOnly(2026, 11, 21))));

    private string Counts(string day) => string.Join(
        ' ', Ask(day).GetProperty("treatments").EnumerateArray().Select(t => t.GetProperty("inForce").GetBoolean() ? "yes" : "no"));

    /// <summary>By the laws that ship, the American adequacy decision of today withdrawn on a day or not.</summary>
    private string InForce(string day, string? withdrawnOn = null)
    {
        var laws = ShippedContent.Laws(new Complaints());
        if (withdrawnOn is not null)
        {
            laws = laws with
            {
                Decisions =
                [
                    .. laws.Decisions.Select(d => d.Country.Code == "US" && d.Validity.Until is null
                        ? d with { Validity = Validity.Of(d.Validity.From, Days.Parse(withdrawnOn).Value).Value }
                        : d),
                ],
            };
        }

        using var reader = desk.Store.Read();
        return string.Join(' ', RiskListInquiry.Find(reader, Days.Parse(day).Value, laws).Where(t =>
            t.IsInForce).Select(t => t.Decision.Id.Text));
    }
}
