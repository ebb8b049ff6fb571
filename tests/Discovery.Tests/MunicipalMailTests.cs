using Sluiswachter.Exchange;
using Sluiswachter.ForeignData;
using Sluiswachter.Model;

namespace Sluiswachter.Discovery.Tests;

/// <summary>From the files of a measurement to what stops, the way an import goes.</summary>
public sealed class MunicipalMailTests
{
    private static readonly DateOnly MeasuredOn = new(2026, 4, 28);

    [Fact]
    public void A_body_has_the_id_that_the_register_of_bodies_gives_it() =>
        Assert.Equal("Groningen", Extract().The<Organisation>("gm0014").Name.Text);

    [Fact]
    public void The_days_come_from_the_answers() =>
        Assert.Equal(MeasuredOn, Extract().The<Function>("mxmap:GM0014:mailbox").Provenance.ObservedOn);

    [Fact]
    public void The_summary_alone_is_read_and_what_is_missing_is_said()
    {
        var read = ForeignMxmapNl.Read(Path.Combine(DataFolders.Extracts, "mxmap-nl", "summary-nl.json"));
        Assert.Equal(2, read.Complaints.Count(c => c.IsWarning && c.Problem is PartOfMeasurementMissing));
        Assert.All(read.Value!.Bodies, b => Assert.Null(b.MeasuredOn));
    }

    [Theory]
    [InlineData("""[{"bfs":"14","name":"G","domain":"g.nl","provider":"google","mx":[]}]""", "'14' is not the code of a municipality")]
    [InlineData("""[{"bfs":"NL-0014","domain":"g.nl","provider":"google","mx":[]}]""", "'name' is missing")]
    [InlineData("""[{"bfs":"NL-0014","name":"G","domain":"g.nl","provider":"google","mx":["mx 1"]}]""", "'mx 1' is not a host name")]
    [InlineData("""[{"bfs":"NL-0014","name":"G","domain":"g.nl","provider":"google","mx":"mx"}]""", "this is a text: expected a list")]
    [InlineData("""[{"bfs":"NL-0014","name":"G","domain":"g.nl","provider":"google","mx":[],"population":-1}]""", "'-1' is not a whole number")]
    [InlineData("[]", "there is nothing in this file")]
    [InlineData("""[{"bfs":"NL-0014","na""", "this is not JSON")]
    public void What_is_wrong_is_said_and_nothing_is_read(string json, string complaint)
    {
        using var file = new TempFile(json, "summary-nl.json");
        var read = ForeignMxmapNl.Read(file.Path);
        Assert.Contains(read.Complaints, c => c.Problem.ToString().StartsWith(complaint));
        Assert.Null(read.Value);
    }

    [FullDataFact]
    public void Every_municipality_is_one_that_the_register_of_bodies_has()
    {
        var bodies = new PlainRegister().Add(
            ForeignOrganisationsNl.Read(DataFolders.InFull("organisations-nl", "organisations.jsonl"), []).Tables);
        var known = bodies.All<Organisation>().Select(o => o.Id).ToHashSet();
        var measured = Discovered(NameDirectory.Empty).Facts.Select(f => f.Fact).OfType<Organisation>().ToList();
        Assert.Equal(342, measured.Count);
        Assert.All(measured, o => Assert.Contains(o.Id, known));
    }

    [FullDataFact]
    public void There_are_1543_permitted_senders_over_148_domains_counted_by_include_without_the_bodies_own()
    {
        var senders = Discovered(NameDirectory.Empty).Facts.Select(f => f.Fact).OfType<Function>()
            .Where(f => f.Id.Text.Contains(":sender:")).ToList();
        Assert.Equal(1543, senders.Count);
        Assert.Equal(148, senders.Select(f => f.Id.Text.Split(":sender:")[1]).Distinct().Count());
    }

    [FullDataFact]
    public void Microsoft_holds_the_mailboxes_of_304_municipalities_and_Google_of_3()
    {
        var holders = Full().All<Alternative>().Where(a => a.Requirement.Text.EndsWith(":mailbox:holder"))
            .CountBy(a => a.Service.Text).ToDictionary();
        Assert.Equal(304, holders["service:microsoft-365-mail"]);
        Assert.Equal(3, holders["service:google-workspace-mail"]);
        Assert.Equal(2, holders.Count);
    }

    [FullDataFact]
    public void American_control_reaches_the_mailbox_holders_of_307_municipalities_with_85_3_percent_of_the_people()
    {
        var register = Full();
        var stopped = register.Stopped(MeasuredOn, ["US"]);
        var held = register.All<Alternative>()
            .Where(a => a.Requirement.Text.EndsWith(":mailbox:holder") && stopped.Contains(a.Service.Text))
            .Select(a => a.Requirement.Text[..^":holder".Length]).ToHashSet();
        var people = register.All<Function>().ToDictionary(f => f.Id.Text, f => f.People ?? 0);
        Assert.Equal(307, held.Count);
        Assert.All(held, h => Assert.Contains(h, stopped));
        Assert.Equal(17_403_142, people.Values.Sum());
        Assert.Equal(85.3, Math.Round(100.0 * held.Sum(h => people[h]) / people.Values.Sum(), 1));
    }

    [FullDataFact]
    public void Whatever_stops_beyond_those_307_stops_at_a_hop_that_says_so()
    {
        var register = Full();
        var stopped = register.Stopped(MeasuredOn, ["US"]);
        var alternatives = register.All<Alternative>().ToLookup(a => a.Requirement.Text);
        foreach (var mailbox in stopped.Where(id => id.EndsWith(":mailbox") && !alternatives[id + ":holder"].Any()))
        {
            Assert.All(alternatives[mailbox + ":mx"], a => Assert.Contains(a.Service.Text, stopped));
        }
    }

    [FullDataFact]
    public void Mail_sent_through_Zivver_is_in_American_reach_from_1_September_2025_and_not_before()
    {
        var register = Full();
        var zivver = register.All<Function>().Select(f => f.Id.Text).Where(id => id.EndsWith(":sender:zivver.com")).ToList();
        var (before, after) = (register.Stopped(new(2025, 8, 31), ["US"]), register.Stopped(new(2025, 9, 1), ["US"]));
        Assert.Equal(77, zivver.Count);
        Assert.All(zivver, id => Assert.DoesNotContain(id, before));
        Assert.All(zivver, id => Assert.Contains(id, after));
    }

    [FullDataFact]
    public void Solvinity_never_came_into_American_reach_and_its_announced_sale_was_prohibited()
    {
        var register = Full();
        foreach (var day in (DateOnly[])[new(2025, 11, 4), new(2025, 11, 5), new(2026, 5, 24), new(2026, 5, 25), new(2026, 12, 1)])
        {
            Assert.DoesNotContain("service:solvinity-mail-gateway", register.Stopped(day, ["US"]));
        }

        var sale = register.All<Ownership>().Where(o => o.Owner.Text == "supplier:kyndryl-holdings-inc").ToList();
        Assert.Equal(OwnershipStatus.Announced, sale.Single(o => o.Provenance.Validity.Contains(new(2026, 5, 24))).Status);
        Assert.Equal(OwnershipStatus.Prohibited, sale.Single(o => o.Provenance.Validity.Contains(new(2026, 5, 25))).Status);
        Assert.DoesNotContain(sale, o => o.Provenance.Validity.Contains(new(2025, 11, 4)));
    }

    [FullDataFact]
    public void Every_name_seen_at_five_municipalities_or_more_is_recognised_or_was_looked_for()
    {
        var coverage = Discovered(KnownNames()).Coverage;
        Assert.Empty(coverage.SeenOften(NameStanding.Unknown).Select(n => n.Domain));
    }

    private static DiscoveredMail Discovered(NameDirectory directory)
    {
        var read = ForeignMxmapNl.Read(DataFolders.InFull("mxmap-nl"));
        Assert.Empty(read.Complaints);
        return MailFacts.Of(read.Value!, directory);
    }

    private static NameDirectory KnownNames()
    {
        var names = ForeignNames.Read(DataFolders.Names);
        Assert.Empty(names.Complaints);
        return new NameDirectory(names.Value!.Recognised, names.Value.NotFound);
    }

    private static PlainRegister Full()
    {
        var register = new PlainRegister().AddBundle(DataFolders.Suppliers)
            .Add(FactTables.From("summary-nl.json", Discovered(KnownNames()).Facts));
        register.RefersOnlyToWhatIsThere();
        return register;
    }

    private static PlainRegister Extract()
    {
        var read = ForeignMxmapNl.Read(Path.Combine(DataFolders.Extracts, "mxmap-nl"));
        Assert.Empty(read.Complaints);
        return new PlainRegister().Add(FactTables.From("summary-nl.json", MailFacts.Of(read.Value!, NameDirectory.Empty).Facts));
    }
}
