using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Tests;

/// <summary>Which uses of services the facts of a day make, and with what on file.</summary>
public sealed class UsesOfDayTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name,country
        town,Stad,NL
        lake,Meer,
        functions.csv
        id,organisation,name,criticality,valid_until
        sluice,town,Sluis,vital,
        tax,town,Aanslag,,
        gone,town,Vroeger,,2026-01-01
        suppliers.csv
        id,name,country
        acme,Acme Inc.,US
        acme-nl,Acme Nederland,NL
        polder,Polder,NL
        gross,Gross,DE
        ownership.csv
        owner,owned,control,share
        acme,acme-nl,sole,
        gross,acme,,60
        gross,polder,joint,
        services.csv
        id,name,supplier
        cloud,Wolk,acme-nl
        mail,Post,acme-nl
        host,Huis,polder
        under,Onder,acme
        requirements.csv
        id,consumer,purpose,status,valid_from,contract
        r1,sluice,hosting,in-use,,c1
        r2,tax,hosting,ending,,
        r3,town,mail,in-use,,
        r4,lake,mail,planned,2026-03-01,
        r5,lake,storage,considered,2026-03-01,
        r6,gone,hosting,in-use,,
        r7,host,hosting,in-use,,
        r8,sluice,identity,in-use,,
        alternatives.csv
        requirement,service
        r1,cloud
        r1,host
        r2,cloud
        r3,mail
        r4,mail
        r5,host
        r6,mail
        r7,under
        r8,tax
        contracts.csv
        id,organisation,supplier,reseller,ends_on
        c1,lake,gross,,
        c2,town,gross,acme-nl,
        c3,town,acme-nl,,2026-01-31
        c4,lake,acme-nl,,
        classifications.csv
        function,primary_process
        sluice,true
        assessments.csv
        id,kind,organisation,subject,assessed_on,approved_on,valid_until
        a1,risk-analysis,,cloud,2026-01-01,2026-05-01,
        a2,dpia,lake,cloud,,,
        a3,dpia,town,acme-nl,,,
        a4,dtia,town,sluice,,,2026-01-01
        a5,dtia,town,tax,2027-01-01,,
        exit_plans.csv
        id,organisation,service,tested_on,test_passed
        x1,town,cloud,2026-06-01,true
        x2,lake,cloud,,
        exit_alternatives.csv
        exit_plan,service
        x1,host
        x1,mail
        decisions.csv
        id,kind,organisation,subject,by,decided_on
        d1,accepted,town,cloud,cio,2026-02-01
        d2,accepted,lake,cloud,cio,2026-02-01
        d3,reported,,town,cio,
        d4,notified,town,cloud,ciso,2026-12-01
        """;

    private static readonly DateOnly Day = new(2026, 4, 28);

    private readonly Desk desk = new();

    public UsesOfDayTests() => desk.Accept(Register);

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_use_is_a_body_and_a_service_that_it_or_one_of_its_functions_needs()
    {
        Assert.Equal(["lake mail*", "town cloud", "town host", "town mail"], UsePictures.Names(On(Day)));
        Assert.Equal(
            ["lake host*", "lake mail*", "town cloud", "town host", "town mail"], UsePictures.Names(On(Day, includeConsidered: true)));
        Assert.Equal(["town cloud", "town host", "town mail"], UsePictures.Names(On(new DateOnly(2026, 2, 28))));
        Assert.Equal(["sluice r1", "tax r2"], Use("town", "cloud").Functions.Select(f => $"{f.Function?.Id} {f.Requirement.Id}"));
        Assert.Null(Assert.Single(Use("town", "mail").Functions).Function);
    }

    [Fact]
    public void Controllers_come_nearest_first_and_joint_control_is_none()
    {
        Assert.Equal(["acme", "gross"], Use("town", "cloud").Controllers.Select(c => c.Id.Text));
        Assert.Empty(Use("town", "host").Controllers);
    }

    [Fact]
    public void Contracts_are_those_that_are_named_and_those_with_the_supplier_while_they_run()
    {
        Assert.Equal(["c1", "c2"], Use("town", "cloud").Contracts.Select(c => c.Id.Text));
        Assert.Equal(["c4"], Use("lake", "mail", inUse: false).Contracts.Select(c => c.Id.Text));
        var earlier = On(new DateOnly(2026, 1, 31)).Of(new UseKey(Id("town"), Id("mail"), true))!;
        Assert.Equal(["c2", "c3"], earlier.Contracts.Select(c => c.Id.Text));
    }

    [Fact]
    public void On_file_is_what_is_about_the_use_and_had_been_done_by_the_day()
    {
        var dossier = Use("town", "cloud").Dossier!;
        Assert.Equal(["a1", "a3"], dossier.Assessments.Select(a => a.Id.Text));
        Assert.Null(dossier.Assessments[0].ApprovedOn);
        Assert.Equal(["d1", "d3"], dossier.Decisions.Select(d => d.Id.Text));
        Assert.Null(Assert.Single(dossier.ExitPlans).Plan.TestedOn);
        var later = On(new DateOnly(2026, 12, 31)).Of(new UseKey(Id("town"), Id("cloud"), true))!.Dossier!;
        Assert.NotNull(later.Assessments[0].ApprovedOn);
        Assert.Equal(["d1", "d3", "d4"], later.Decisions.Select(d => d.Id.Text));
        Assert.NotNull(later.ExitPlans[0].Plan.TestedOn);
    }

    [Fact]
    public void An_exit_falls_with_the_nearest_controller_that_takes_it_along()
    {
        // host stands on a service of acme, which controls acme-nl; mail is acme-nl's own.
        Assert.Equal(
            ["host acme", "mail acme-nl"],
            Use("town", "cloud").Dossier!.ExitPlans[0].Alternatives.Select(a => $"{a.Service.Id} {a.FallsWith?.Id}"));
        desk.Accept("""
            suppliers.csv
            id,name,country
            dijk,Dijk,NL
            services.csv
            id,name,supplier
            spare,Reserve,dijk
            alternatives.csv
            requirement,service
            r7,spare
            """);
        Assert.Equal("host ", Use("town", "cloud").Dossier!.ExitPlans[0].Alternatives.Select(a => $"{a.Service.Id} {a.FallsWith?.Id}").First());
    }

    [Fact]
    public void A_law_reaches_through_each_that_is_in_control_but_not_from_home()
    {
        Assert.Equal(
            ["acme US adequacy:US EU-US Data Privacy Framework", "gross DE  a member state of the Union"],
            Use("town", "cloud").ForeignReach.Select(r => $"{r.Supplier.Id} {r.Country} {r.SafeguardId} {r.Safeguard}"));
        Assert.Equal(["acme-nl NL", "acme US", "gross DE"], Use("lake", "mail", inUse: false).ForeignReach.Select(r => $"{r.Supplier.Id} {r.Country}"));
        Assert.Contains("CLOUD Act", Use("town", "cloud").ForeignReach[0].Laws);
        var before = On(new DateOnly(2022, 1, 1)).Of(new UseKey(Id("town"), Id("cloud"), true))!;
        Assert.Null(before.ForeignReach[0].Safeguard);
    }

    private UsesOfDay On(DateOnly day, bool includeConsidered = false)
    {
        using var reader = desk.Store.Read();
        return UsesOfDay.Read(reader, day, includeConsidered);
    }

    private Use Use(string body, string service, bool inUse = true) => On(Day).Of(new UseKey(Id(body), Id(service), inUse))!;

    private static EntityId Id(string text) => EntityId.Of(text).Value;
}
