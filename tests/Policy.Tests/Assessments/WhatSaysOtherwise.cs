using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

public sealed class WhatSaysOtherwise
{
    [Theory]
    [InlineData("NL", true)]
    [InlineData("NL CH", true)]
    [InlineData("NL US", false)]
    [InlineData("", false)]
    public void A_service_declared_in_Europe_is_held_against_a_measured_host_in_American_hands(string regions, bool found) =>
        Assert.Equal(found, In("", Subject(Judged.Service("cloud", regions), Judged.Host("cloud", "US"))).Length > 0);

    [Theory]
    [InlineData(true, "NL", "US")]
    [InlineData(true, null, "US")]
    [InlineData(false, "NL", "DE")]
    [InlineData(false, "NL", null)]
    [InlineData(false, "CH")]
    public void A_controller_outside_counts_and_an_unknown_country_is_never_guessed(bool found, params string?[] countries) =>
        Assert.Equal(found, In("", Subject(Judged.Service("cloud", "NL"), Judged.Host("cloud", countries))).Length > 0);

    [Fact]
    public void Both_statements_are_shown_with_who_says_so_and_when()
    {
        var subject = Subject(Judged.Service("cloud", "NL"), Judged.Host("cloud", "NL", "US"));
        var found = Assert.Single(Contradiction.In(Judged.Of(""), Judged.Framework, subject));
        Assert.Equal("cloud runs in NL", found.Stated.Says.English);
        Assert.Equal(Basis.Declared, found.Stated.By!.Basis);
        Assert.Equal("cloud was found to use host for hosting, in the hands of s1 (US)", found.Found.Says.English);
        Assert.Equal(("survey", Basis.Measured, Judged.Day), (found.Found.By!.Source?.Text, found.Found.By.Basis, found.Found.By.ObservedOn));
    }

    [Fact]
    public void Of_two_measured_facts_neither_is_a_claim() =>
        Assert.Empty(In("", Subject(Judged.Service("cloud", "NL", basis: Basis.Measured), Judged.Host("cloud", "US"))));

    [Fact]
    public void A_host_of_another_service_says_nothing_about_this_one() =>
        Assert.Empty(In("", Subject(Judged.Service("cloud", "NL"), Judged.Host("other", "US"))));

    [Theory]
    [InlineData("place=in", "place")]
    [InlineData("place=out", "")]
    [InlineData("place=perhaps", "")]
    [InlineData("place=-because", "")]
    [InlineData("", "")]
    public void An_answer_that_data_stays_in_Europe_is_held_against_what_was_measured(string answers, string found) =>
        Assert.Equal(found, In(answers, new SubjectFacts([], null, [], [Judged.Host("lock", "US")])));

    [Theory]
    [InlineData("place=in", "DE", "")]
    [InlineData("place=in", "US", "place")]
    [InlineData("place=out", "DE", "place")]
    [InlineData("place=out", "", "")]
    public void An_answer_is_held_against_the_fact_that_its_question_is_about(string answers, string regions, string found) =>
        Assert.Equal(found, In(answers, Subject(Judged.Service("cloud", regions))));

    [Theory]
    [InlineData("keys=ours", true, "")]
    [InlineData("keys=ours", false, "keys")]
    [InlineData("keys=theirs", true, "keys")]
    [InlineData("keys=ours", null, "")]
    public void What_is_unknown_contradicts_nothing(string answers, bool? keys, string found) =>
        Assert.Equal(found, In(answers, Subject(Judged.Service("cloud", keys: keys))));

    [Theory]
    [InlineData("NL", "US", "yes")]
    [InlineData("US", null, "yes")]
    [InlineData("NL", "DE", "no")]
    [InlineData(null, "DE", null)]
    [InlineData("NL", null, null)]
    public void Control_from_outside_is_certain_with_one_and_excluded_only_when_all_are_known(string? supplier, string? controller, string? word)
    {
        var subject = new SubjectFacts(
            [], Judged.Supplier("polder", supplier), controller is null ? [] : [Judged.Supplier("owner", controller)], []);
        Assert.Equal(word, FactChecks.In(UseQuestion.ControlFromOutsideEurope, subject).Select(f => f.Word).SingleOrDefault());
    }

    [Theory]
    [InlineData("NL", "netherlands")]
    [InlineData("NO", "europe")]
    [InlineData("CH", "outside")]
    public void The_country_of_the_supplier_is_told_in_the_words_of_the_weighing(string country, string word) => Assert.Equal(
        word, FactChecks.In(UseQuestion.SupplierCountry, new SubjectFacts([], Judged.Supplier("polder", country), [], [])).Single().Word);

    [Theory]
    [InlineData(Purpose.Mail, null, true)]
    [InlineData(Purpose.Dns, null, false)]
    [InlineData(Purpose.Dns, DataHandling.Clear, true)]
    [InlineData(Purpose.Mail, DataHandling.None, false)]
    public void Only_what_data_goes_to_says_where_data_is(Purpose purpose, DataHandling? data, bool takes)
    {
        var measured = new Provenance(Validity.Always, Basis: Basis.Measured);
        var (requirement, service) = (RequirementId.Of("r").Value, Judged.Id("host"));
        var required = Requirement.Of(requirement, Judged.Id("lock"), purpose, 1, null, null, RequirementStatus.InUse, null, null, measured).Value;
        Assert.Equal(takes, MeasuredHost.TakesData(required, new Alternative(requirement, service, null, AlternativeRole.Active, data, null, null, measured)));
        Assert.False(MeasuredHost.TakesData(required, new Alternative(requirement, service, null, AlternativeRole.Active, data, null, null, Provenance.Unstated)));
    }

    private static string In(string answers, SubjectFacts subject) => string.Join(
        ' ', Contradiction.In(Judged.Of(answers), Judged.Framework, subject).Select(c => c.Question ?? "facts"));

    private static SubjectFacts Subject(Service service, params MeasuredHost[] hosts) => new([service], null, [], hosts);
}
