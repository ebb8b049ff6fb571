using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

public sealed class WhoseDataIsInReach
{
    private const string Polder = """
        acme is a supplier in US
        polder is a supplier in NL

        """;

    [Theory]
    [InlineData("in the clear", "tax unknown certain")]
    [InlineData("in the clear, keys with the provider", "tax unknown certain")]
    [InlineData("in the clear, keys with the customer", "")]
    [InlineData("encrypted, keys with the provider", "tax unknown certain")]
    [InlineData("encrypted", "tax unknown possible")]
    [InlineData("encrypted, keys with the customer", "")]
    [InlineData("without data", "")]
    [InlineData("without data, keys with the provider", "")]
    [InlineData("for storage", "tax unknown possible")]
    [InlineData("for storage, keys with the provider", "tax unknown possible")]
    [InlineData("for storage, keys with the customer", "")]
    public void What_a_hop_does_with_data_decides(string handling, string reached) =>
        ExposureOf.Ask("country US", $"{Polder}tax needs 1 of acme-cloud, {handling}").Reaches(reached);

    [Theory]
    [InlineData("hosting", true)]
    [InlineData("storage", true)]
    [InlineData("identity", true)]
    [InlineData("mail", true)]
    [InlineData("payment", true)]
    [InlineData("messaging", true)]
    [InlineData("web", true)]
    [InlineData("other", true)]
    [InlineData("dns", false)]
    [InlineData("network", false)]
    [InlineData("support", false)]
    [InlineData("updates", false)]
    [InlineData("licence", false)]
    public void Where_nothing_is_said_the_purpose_tells_whether_data_may_be_there(string purpose, bool mayBe)
    {
        var silent = ExposureOf.Ask("country US", $"{Polder}tax needs 1 of acme-cloud, for {purpose}");
        silent.Reaches(mayBe ? "tax unknown possible" : "");
        Assert.Equal(
            mayBe ? (1, 0) : (0, 1), (silent.Answer.Unknown.SilentHolding, silent.Answer.Unknown.SilentPassing));
        ExposureOf.Ask("country US", $"{Polder}tax needs 1 of acme-cloud, for {purpose}, in the clear")
            .Reaches("tax unknown certain");
    }

    [Fact]
    public void What_an_alternative_says_of_keys_overrides_its_service() => ExposureOf.Ask("country US", Polder + """
        acme-cloud is a service of acme, keys with the customer
        pump needs 1 of acme-cloud, in the clear
        tax needs 1 of acme-cloud, in the clear, keys with the provider
        """).Reaches("tax unknown certain").StoppedByKeys(1);

    [Fact]
    public void Data_goes_on_through_services_and_functions() => ExposureOf.Ask("country US", Polder + """
        tax is a function of town, with confidential data
        digid is a function of logius, with internal data
        tax needs 1 of digid, for identity, in the clear
        digid needs 1 of polder-cloud, in the clear
        polder-cloud needs 1 of acme-storage, for storage, in the clear
        """)
        .Reaches("digid internal certain, tax confidential certain")
        .Through("tax", "r1 digid, r2 polder-cloud, r3 acme-storage: US acme");

    [Fact]
    public void A_hop_that_stops_data_stops_all_behind_it() => ExposureOf.Ask("country US", Polder + """
        tax needs 1 of polder-cloud, in the clear, keys with the customer
        polder-cloud needs 1 of acme-storage, in the clear
        """).Reaches("").StoppedByKeys(1);

    [Fact]
    public void A_chain_is_no_surer_than_its_weakest_hop() => ExposureOf.Ask("country US", Polder + """
        tax needs 1 of polder-cloud, in the clear
        polder-cloud needs 1 of acme-storage, encrypted
        """).Reaches("tax unknown possible");

    [Fact]
    public void A_surer_way_is_told_before_a_shorter_one() => ExposureOf.Ask("country US", Polder + """
        tax needs 1 of acme-cloud
        tax needs 1 of polder-cloud, in the clear
        polder-cloud needs 1 of acme-storage, in the clear
        """).Reaches("tax unknown certain").Through("tax", "r2 polder-cloud, r3 acme-storage: US acme");

    [Fact]
    public void A_fallback_holds_data_as_well_and_is_told_apart() => ExposureOf.Ask("country US", Polder + """
        tax needs 1 of polder-cloud, in the clear, as r1
        r1 is also met by acme-cloud, in the clear, standing by
        """).Reaches("tax unknown certain standby");

    [Fact]
    public void An_alternative_may_get_data_of_another_class() => ExposureOf.Ask("country US", Polder + """
        tax is a function of town, with confidential data
        tax needs 1 of acme-web, for web, in the clear, as public data
        tax needs 1 of polder-cloud, in the clear
        polder-cloud needs 1 of acme-storage, in the clear, as internal data
        """).Reaches("tax public certain, tax internal certain");

    [Fact]
    public void Classes_can_be_asked_apart()
    {
        const string picture = Polder + """
            tax is a function of town, with confidential data
            pump needs 1 of acme-cloud, in the clear
            tax needs 1 of acme-cloud, in the clear
            """;
        ExposureOf.Ask("country US, class confidential", picture).Reaches("tax confidential certain");
        ExposureOf.Ask("country US, class unknown", picture).Reaches("pump unknown certain");
        ExposureOf.Ask("country US, class public", picture).Reaches("");
    }

    [Fact]
    public void Control_decides_and_never_the_place() => ExposureOf.Ask("country US", """
        acme is a supplier in US
        polder is a supplier in NL
        hoorn is a supplier in NL
        acme owns 60% of hoorn
        hoorn-cloud is a service of hoorn, in NL
        polder-cloud is a service of polder, in US
        pump needs 1 of polder-cloud, in the clear
        tax needs 1 of hoorn-cloud, in the clear
        """).Reaches("tax unknown certain").Through("tax", "r2 hoorn-cloud: US acme hoorn");

    [Fact]
    public void A_requirement_of_a_body_holds_for_each_of_its_functions() => ExposureOf.Ask("country US", Polder + """
        town is a body of 1000 people
        pump is a function of town
        tax is a function of town, for 600 people
        other is a function of village
        town needs 1 of acme-cloud, in the clear
        """).Reaches("pump unknown certain, tax unknown certain").Counts("2 functions, 1 bodies, 1000 people");

    [Fact]
    public void An_unmet_requirement_keeps_no_data_away_from_the_services_that_are_there() =>
        ExposureOf.Ask("country US, on 2026-06-01", Polder + """
            polder-cloud is a service of polder, until 2026-01-01
            tax needs 2 of acme-cloud polder-cloud, in the clear
            """).Reaches("tax unknown certain");

    [Fact]
    public void A_supplier_of_unknown_country_is_not_in_reach_and_what_that_may_add_is_told()
    {
        var question = ExposureOf.Ask("country US", Polder + """
            pump needs 1 of riddle-cloud, in the clear
            tax needs 1 of acme-cloud, in the clear
            both needs 1 of acme-cloud riddle-cloud, in the clear
            """).Reaches("both unknown certain, tax unknown certain");
        Assert.Equal((1, 1, 1), (
            question.Answer.Unknown.SuppliersWithoutCountry, question.Answer.Unknown.ServicesOfThose,
            question.Answer.Unknown.FunctionsThere.Functions));
    }

    [Fact]
    public void One_hand_is_a_supplier_with_all_it_controls() => ExposureOf.Ask("country US", """
        acme is a supplier in US
        bell is a supplier in US
        daughter is a supplier in US
        acme owns 100% of daughter
        acme owns 100% of hoorn
        tax is a function of town, with confidential data
        tax needs 1 of daughter-cloud, in the clear
        mail needs 1 of hoorn-post, for mail
        pump needs 1 of bell-cloud, in the clear
        """).Hands("acme US 2 (1 certain): confidential 1, unknown 1; bell US 1 (1 certain): unknown 1");

    [Fact]
    public void Of_suppliers_that_control_each_other_the_first_by_id_stands_for_all() => ExposureOf.Ask("country US", """
        b is a supplier in US
        c is a supplier in US
        b owns 60% of c
        c owns 60% of b
        tax needs 1 of b-cloud, in the clear
        pump needs 1 of c-cloud, in the clear
        """).Hands("b US 2 (2 certain): unknown 2");

    [Fact]
    public void Someone_must_be_asked_about() =>
        Assert.IsType<NobodyAskedAbout>(ExposureQuestion.Of(classes: [DataClass.Public]).Problem);
}
