using Sluiswachter.Exchange;
using Sluiswachter.ForeignData;
using Sluiswachter.Model;

namespace Sluiswachter.Discovery.Tests;

/// <summary>One town, drawn by its MX hosts, the holder of its mailboxes and its SPF record.</summary>
public sealed class MailFactsTests
{
    [Fact]
    public void Mail_that_the_holder_receives_itself_needs_the_holder_only() => Assert.Equal(
        ["mxmap:GM0001:mailbox:holder: microsoft"],
        Mailbox(holder: "microsoft", mx: "town-nl.mail.protection.outlook.com"));

    [Fact]
    public void Two_host_names_of_the_holder_are_one_service() => Assert.Equal(
        ["mxmap:GM0001:mailbox:holder: microsoft"],
        Mailbox(holder: "microsoft", mx: "town-nl.mail.protection.outlook.com town-nl.w-v1.mx.microsoft"));

    [Fact]
    public void A_gateway_is_a_hop_of_its_own() => Assert.Equal(
        ["mxmap:GM0001:mailbox:holder: microsoft", "mxmap:GM0001:mailbox:mx: gateway"],
        Mailbox(holder: "microsoft", mx: "a.filter.example b.filter.example"));

    [Fact]
    public void Any_one_of_several_receivers_will_do() => Assert.Equal(
        ["mxmap:GM0001:mailbox:holder: microsoft", "mxmap:GM0001:mailbox:mx: gateway | microsoft"],
        Mailbox(holder: "microsoft", mx: "a.filter.example town-nl.mail.protection.outlook.com"));

    [Theory]
    [InlineData("local-isp")]
    [InlineData("independent")]
    public void A_class_of_the_measurement_is_no_holder(string word) => Assert.Equal(
        ["mxmap:GM0001:mailbox:mx: mxmap:service:town.nl"], Mailbox(holder: word, mx: "mx1.town.nl mx2.town.nl"));

    [Fact]
    public void A_holder_that_nobody_recognised_is_a_service_of_an_unknown_supplier() => Assert.Equal(
        ["mxmap:GM0001:mailbox:holder: mxmap:service:zoho", "mxmap:GM0001:mailbox:mx: mxmap:service:zoho.example"],
        Mailbox(holder: "zoho", mx: "mx.zoho.example"));

    [Fact]
    public void Whoever_may_send_is_a_function_of_its_own_and_never_needed_by_the_mailbox()
    {
        var register = Register(Town("microsoft", "town-nl.mail.protection.outlook.com", "v=spf1 include:_spf.zivver.com -all"));
        var sender = register.The<Function>("mxmap:GM0001:sender:zivver.com");
        Assert.Equal("E-mail namens gemeente Town via zivver.com", sender.Name.Text);
        Assert.DoesNotContain(
            register.All<Requirement>(), r => r.Consumer.Text == "mxmap:GM0001:mailbox" && r.Id.Text.Contains("sender"));
    }

    [Fact]
    public void A_sender_counts_no_people_but_the_mailbox_counts_all()
    {
        var register = Register(Town("microsoft", "mx.town.nl", "v=spf1 include:_spf.zivver.com -all"));
        Assert.Equal(1000, register.The<Function>("mxmap:GM0001:mailbox").People);
        Assert.Equal(0, register.The<Function>("mxmap:GM0001:sender:zivver.com").People);
    }

    [Fact]
    public void A_body_does_not_send_for_itself() => Assert.DoesNotContain(
        Register(Town("microsoft", "mx.town.nl", "v=spf1 include:_spf2.town.nl -all")).All<Function>(),
        f => f.Id.Text.Contains("sender"));

    [Fact]
    public void Two_includes_of_one_domain_are_one_sender() => Assert.Equal(
        ["mxmap:GM0001:sender:letters.example: mxmap:service:letters.example"],
        Requirements(Register(Town("microsoft", "mx.town.nl", "v=spf1 include:a.letters.example include:b.letters.example")), ":sender:"));

    [Fact]
    public void An_unrecognised_name_is_of_a_supplier_without_country()
    {
        var supplier = Register(Town("independent", "mx.elsewhere.example", "")).The<Supplier>("mxmap:supplier:elsewhere.example");
        Assert.Null(supplier.Country);
        Assert.Equal(Basis.Inferred, supplier.Provenance.Basis);
    }

    [Fact]
    public void Everything_is_measured_on_the_day_of_the_measurement() => Assert.All(
        Register(Town("microsoft", "a.filter.example", "v=spf1 include:_spf.zivver.com")).All<Requirement>(),
        r =>
        {
            Assert.Equal((Basis.Measured, new DateOnly(2026, 4, 28)), (r.Provenance.Basis, r.Provenance.ObservedOn));
            Assert.Equal(Purpose.Mail, r.Purpose);
        });

    [Fact]
    public void A_gateway_needs_the_network_in_which_all_of_its_hosts_stand()
    {
        var register = Register(Town("independent", "mx1.town.nl", "", networks: [64500]));
        Assert.Equal(["mxmap:network-of:mxmap:service:town.nl: carrier"], Requirements(register, "network-of"));
        Assert.Equal(Purpose.Network, register.The<Requirement>("mxmap:network-of:mxmap:service:town.nl").Purpose);
    }

    [Fact]
    public void A_second_network_that_nobody_recognised_keeps_the_gateway_reachable() => Assert.Empty(
        Requirements(Register(Town("independent", "mx1.town.nl", "", networks: [64500, 64501])), "network-of"));

    [Fact]
    public void Coverage_counts_bodies_per_domain_and_says_what_is_known()
    {
        var coverage = MailFacts.Of(
            Measurement([.. Enumerable.Range(1, 6).Select(i => Town(
                "microsoft", "a.filter.example", "v=spf1 include:_spf.zivver.com include:sought.example include:new.example", number: i))]),
            Directory).Coverage;
        Assert.Equal(
            "filter.example 6 Recognised, new.example 6 Unknown, sought.example 6 NotFound, zivver.com 6 Recognised",
            string.Join(", ", coverage.Names.Select(n => $"{n.Domain} {n.Bodies} {n.Standing}")));
        Assert.Equal(
            "4 names at 6 bodies; of 4 seen at 5 or more: 2 recognised, 1 looked for and not found, 1 unknown",
            coverage.InWords.English);
    }

    [Fact]
    public void A_name_recognised_for_what_it_does_goes_before_one_recognised_for_something_else() =>
        Assert.Equal("relay", new NameDirectory(
            [Named("out.example", NameRoles.Gateway, "filter"), Named("example", NameRoles.Sender, "relay")],
            new HashSet<string>()).ServiceOf("spf.out.example", NameRoles.Sender)?.Text);

    [Fact]
    public void Whatever_stands_in_an_SPF_record_becomes_facts_that_pass_the_door()
    {
        var random = new Random(1);
        string[] pieces = ["include:", "redirect=", "a:", ".", "-", "%{i}", "é", "\u0001", "co.uk", new string('x', 70), "nl", "b", " ", "/"];
        for (var i = 0; i < 500; i++)
        {
            var terms = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            Register(Town("microsoft", "mx.town.nl", "v=spf1 " + terms)).RefersOnlyToWhatIsThere();
        }
    }

    private static NameDirectory Directory { get; } = new(
        [
            Named("mail.protection.outlook.com", NameRoles.Mailbox, "microsoft"),
            Named("mx.microsoft", NameRoles.Mailbox, "microsoft"),
            Named("filter.example", NameRoles.Gateway, "gateway"),
            Named("zivver.com", NameRoles.Sender, "zivver"),
            Named("AS64500", NameRoles.Network, "carrier"),
        ],
        new HashSet<string> { "sought.example" });

    private static IEnumerable<string> Mailbox(string holder, string mx) =>
        Requirements(Register(Town(holder, mx, "")), ":mailbox:");

    private static IEnumerable<string> Requirements(PlainRegister register, string among) => register.All<Alternative>()
        .Where(a => a.Requirement.Text.Contains(among)).GroupBy(a => a.Requirement.Text).OrderBy(g => g.Key)
        .Select(g => $"{g.Key}: {string.Join(" | ", g.Select(a => a.Service.Text).Order())}");

    private static PlainRegister Register(MeasuredMail town) =>
        Services().Add(FactTables.From("summary-nl.json", MailFacts.Of(Measurement([town]), Directory).Facts));

    /// <summary>The services of the directory, each of a supplier of the same name.</summary>
    private static PlainRegister Services() => new PlainRegister().Add(FactTables.From("services", ((string[])
        ["microsoft", "gateway", "zivver", "carrier"]).SelectMany(name => (StatedFact[])
        [
            new(1, new Supplier(EntityId.Of("of-" + name).Value, Label.Of(name).Value, null, null, Provenance.Unstated)),
            new(1, new Service(
                EntityId.Of(name).Value, Label.Of(name).Value, EntityId.Of("of-" + name).Value, ServiceModels.None, null, [], null,
                null, Provenance.Unstated)),
        ])));

    private static MailMeasurement Measurement(MeasuredMail[] towns) => new(
        new Source(SourceId.Of("mxmap:nl").Value, Label.Of("mxmap").Value, null, null, null, null, Provenance.Unstated),
        Country.Of("NL").Value, Label.Of("gemeente").Value, towns);

    private static MeasuredMail Town(string holder, string mx, string spf, long[]? networks = null, int number = 1) => new(
        number, EntityId.Of($"gm{number:0000}").Value, Label.Of("Town").Value, $"GM{number:0000}", "town.nl", 1000,
        new DateOnly(2026, 4, 28), mx.Split(' '), networks ?? [], holder, null, spf);

    private static RecognisedName Named(string name, NameRoles roles, string service) =>
        new(name, roles, EntityId.Of(service).Value);
}
