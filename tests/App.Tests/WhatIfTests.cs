using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Tests;

/// <summary>Questions about a register with some facts changed, which the register itself does not notice.</summary>
public sealed class WhatIfTests : IDisposable
{
    private const string Register = """
        sources.csv
        id,name
        survey,A survey
        organisations.csv
        id,name,source
        ws,Waterschap,survey
        functions.csv
        id,organisation,name,source
        sluice,ws,Sluis,survey
        suppliers.csv
        id,name,country,source
        acme,Acme,US,survey
        polder,Polder,NL,survey
        ownership.csv
        owner,owned,control,status,source
        acme,polder,sole,announced,survey
        services.csv
        id,name,supplier,source
        cloud,Wolk,polder,survey
        spare,Reserve,polder,survey
        requirements.csv
        id,consumer,purpose,source
        r1,sluice,hosting,survey
        alternatives.csv
        requirement,service,source
        r1,cloud,survey
        """;

    private readonly Desk desk = new();

    [Fact]
    public void A_sale_that_did_not_happen_can_be_imagined_and_the_register_stays_as_it_was()
    {
        desk.Import(Register);
        var before = Head();
        Assert.Equal("", Stops(desk.Store));
        using (var imagined = Imagine("""
            ownership.csv
            owner,owned,status
            acme,polder,in-force
            """))
        {
            Assert.Equal("sluice", Stops(imagined));
        }

        Assert.Equal("", Stops(desk.Store));
        Assert.Equal(before, Head());
    }

    [Fact]
    public void An_added_fallback_keeps_the_sluice_open()
    {
        desk.Import(Register);
        Assert.Equal("sluice", Stops(desk.Store, "polder"));
        using var imagined = Imagine("""
            suppliers.csv
            id,name,country
            dyke,Dyke,NL
            services.csv
            id,name,supplier
            dyke-cloud,Dyke cloud,dyke
            alternatives.csv
            requirement,service
            r1,dyke-cloud
            """);
        Assert.Equal("", Stops(imagined, "polder"));
    }

    [Fact]
    public void A_fact_is_taken_away_by_repeating_its_key_with_a_last_day()
    {
        desk.Import(Register);
        using var imagined = Imagine("""
            requirements.csv
            id,consumer,purpose,valid_until
            r1,sluice,hosting,2026-04-28
            """);
        Assert.Equal("", Stops(imagined, "polder"));
    }

    [Fact]
    public void What_is_wrong_with_the_bundle_is_told_and_nothing_is_imagined()
    {
        desk.Import(Register);
        var path = desk.Bundle("""
            alternatives.csv
            requirement,service
            r1,nowhere
            """);
        Assert.Null(ImaginedRegister.Of(desk.Store, path, TimeProvider.System, out var complaints));
        var complaint = Assert.Single(complaints);
        Assert.Equal("alternatives.csv:2:service", complaint.Place.ToString());
    }

    public void Dispose() => desk.Dispose();

    private static string Stops(IRegisterStore store, string? supplier = null)
    {
        var words = supplier is null ? new SwitchOffWords(["US"], [], [], []) : new SwitchOffWords([], [], [supplier], []);
        var question = SwitchOffQuestion.Understand(words, new DateOnly(2026, 4, 28), out _)!;
        var answer = new SwitchOffSuppliers(store).Answer(question).Answer!;
        return string.Join(' ', answer.Functions.Select(f => answer.Graph.Entities[f.Entity]));
    }

    private JournalHead Head()
    {
        using var reader = desk.Store.Read();
        return reader.Head;
    }

    private ImaginedRegister Imagine(string bundle)
    {
        var imagined = ImaginedRegister.Of(desk.Store, desk.Bundle(bundle), TimeProvider.System, out var complaints);
        Assert.Empty(complaints.Where(c => !c.IsWarning));
        return imagined!;
    }
}
