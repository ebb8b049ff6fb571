using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

/// <summary>What a replaced source no longer names ends; what that leaves undone is told.</summary>
public sealed class ReplacedSourceTests : IDisposable
{
    private const string Ground = """
        sources.csv
        id,name
        theirs,They
        ours,We
        organisations.csv
        id,name,source
        ws,Water board,theirs
        functions.csv
        id,organisation,name,source
        sluice,ws,Sluice,theirs
        suppliers.csv
        id,name,source
        acme,Acme,ours
        polder,Polder,theirs
        services.csv
        id,name,supplier,source
        acme-cloud,Acme Cloud,acme,theirs
        polder-cloud,Polder Cloud,polder,ours
        requirements.csv
        id,consumer,purpose,need,source,valid_from
        r,sluice,hosting,2,theirs,
        later,sluice,hosting,2,theirs,2027-05-01
        spare,sluice,hosting,1,theirs,
        alternatives.csv
        requirement,service,source
        r,acme-cloud,theirs
        r,polder-cloud,theirs
        later,acme-cloud,theirs
        later,polder-cloud,theirs
        spare,acme-cloud,theirs
        spare,polder-cloud,theirs
        """;

    private readonly Desk desk = new() { Today = "2026-11-21" };

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_requirement_that_the_end_of_an_alternative_leaves_unmet_is_told_with_its_day() =>
        Assert.Equal(
            [
                "alternatives.csv:0:: 'r' is unmet from 2026-11-21: 1 of the 2 alternatives that it needs is left; expected others, or the requirement to end as well",
                "alternatives.csv:0:: 'later' is unmet from 2027-05-01: 1 of the 2 alternatives that it needs is left; expected others, or the requirement to end as well",
            ],
            Warnings("theirs", Ground
                .Replace("\nr,acme-cloud,theirs", "", StringComparison.Ordinal)
                .Replace("later,acme-cloud,theirs\n", "", StringComparison.Ordinal)
                .Replace("spare,acme-cloud,theirs\n", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("r,sluice,hosting,2,theirs,")]
    [InlineData("sluice,ws,Sluice,theirs")]
    [InlineData("ws,Water board,theirs")]
    public void A_requirement_that_ends_as_well_or_with_its_consumer_is_not_missed(string ends) =>
        Assert.DoesNotContain(
            Warnings("theirs", Ground
                .Replace("\n" + ends, "", StringComparison.Ordinal)
                .Replace("\nr,acme-cloud,theirs", "", StringComparison.Ordinal)),
            w => w.Contains("unmet", StringComparison.Ordinal));

    [Fact]
    public void An_alternative_that_comes_in_its_place_keeps_a_requirement_met() =>
        Assert.Empty(Warnings("theirs", Ground
            .Replace("polder-cloud,Polder Cloud,polder,ours", "polder-cloud,Polder Cloud,polder,ours\nthird,Third,polder,theirs", StringComparison.Ordinal)
            .Replace("\nr,acme-cloud,theirs", "\nr,third,theirs", StringComparison.Ordinal)));

    [Fact]
    public void What_goes_on_while_that_on_which_it_stands_ends_is_told() =>
        Assert.Equal(
            [
                "alternatives.csv:0:: 'r' is unmet from 2026-11-21: 0 of the 2 alternatives that it needs are left; expected others, or the requirement to end as well",
                "alternatives.csv:0:: 'later' is unmet from 2027-05-01: 0 of the 2 alternatives that it needs are left; expected others, or the requirement to end as well",
                "alternatives.csv:0:: 'spare' is unmet from 2026-11-21: 0 of the 1 alternatives that it needs are left; expected others, or the requirement to end as well",
                "suppliers.csv:0:: 'acme' ends on 2026-11-21, but 1 fact that goes on refers to it, such as 'acme-cloud' in services: expected it to go on, or them to end as well",
                "services.csv:0:: 'polder-cloud' ends on 2026-11-21, but 3 facts that go on refer to it, such as 'r → polder-cloud' in alternatives: expected it to go on, or them to end as well",
            ],
            Warnings("ours", "sources.csv\nid,name\nours,We"));

    [Fact]
    public void What_was_unmet_before_is_not_told_again()
    {
        desk.Accept(Ground);
        desk.Import("sources.csv\nid,name\nours,We", replaceSource: "ours");
        var ended = Ground.Replace("\nr,acme-cloud,theirs", "", StringComparison.Ordinal);
        desk.Today = "2026-12-01";
        var outcome = desk.Import(ended, replaceSource: "theirs");
        Assert.True(outcome.Stored && outcome.Counts[FactKind.Alternative].Ended == 1);
        Assert.DoesNotContain(outcome.Complaints, c => c.In(Language.English).Contains("'r' is unmet", StringComparison.Ordinal));
    }

    private string[] Warnings(string source, string bundle)
    {
        desk.Accept(Ground);
        var outcome = desk.Import(bundle, overrideOthers: true, replaceSource: source);
        Assert.True(outcome.Stored, string.Join('\n', outcome.Complaints.Select(c => c.In(Language.English))));
        Assert.All(outcome.Complaints, c => Assert.True(c.IsWarning));
        return [.. outcome.Complaints.Select(c => c.In(Language.English))];
    }
}
