using Sluiswachter.App.Assessments;
using Sluiswachter.App.Migrations;
using Sluiswachter.App.Risks;
using Sluiswachter.Exchange;
using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

/// <summary>Control is that of a switch-off wherever it is asked for: both ends of a holding must hold on the day.</summary>
public sealed class WhoIsInControl : IDisposable
{
    private static readonly DateOnly Before = new(2026, 5, 31);
    private static readonly DateOnly After = new(2026, 6, 1);
    private static readonly EntityId Acme = EntityId.Of("acme").Value;

    private readonly Desk desk = new();

    public WhoIsInControl() => desk.Accept("""
        organisations.csv
        id,name
        town,Stad
        suppliers.csv
        id,name,country,valid_until
        acme,Acme,NL,
        between,Tussen,NL,2026-06-01
        top,Top,US,
        ownership.csv
        owner,owned,control
        between,acme,sole
        top,between,sole
        services.csv
        id,name,supplier
        cloud,Wolk,acme
        requirements.csv
        id,consumer,purpose,status,valid_from
        before,town,hosting,considered,2026-05-31
        after,town,hosting,considered,2026-06-01
        alternatives.csv
        requirement,service
        before,cloud
        after,cloud
        migrations.csv
        id,organisation,name
        m,town,Naar de wolk
        migration_parts.csv
        migration,requirement
        m,before
        m,after
        """);

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_chain_ends_at_an_owner_that_does_not_hold_on_the_day()
    {
        using var reader = desk.Store.Read();
        Assert.Equal("between top", Ids(SafeguardsRead.Of(reader, Before, new LawBook([], [], [])).Controllers(Acme)!));
        Assert.Equal("", Ids(SafeguardsRead.Of(reader, After, new LawBook([], [], [])).Controllers(Acme)!));
        Assert.Equal("between top", Ids(SubjectFactsRead.Of(reader, Before, [Acme])[Acme].Controllers.Select(s => s.Id)));
        Assert.Equal("", Ids(SubjectFactsRead.Of(reader, After, [Acme])[Acme].Controllers.Select(s => s.Id)));
        var parts = Assert.Single(MigrationFiles.Of(reader, After)).Targets.ToDictionary(t => t.Part.Requirement.Text);
        Assert.Equal("between top", Ids(Assert.Single(parts["before"].Services).Controllers.Select(s => s.Id)));
        Assert.Equal("", Ids(Assert.Single(parts["after"].Services).Controllers.Select(s => s.Id)));
    }

    private static string Ids(IEnumerable<EntityId> ids) => string.Join(' ', ids.Select(id => id.Text));
}
