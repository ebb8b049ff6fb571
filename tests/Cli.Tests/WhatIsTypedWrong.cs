namespace Sluiswachter.Cli.Tests;

/// <summary>
/// What is typed wrong is usage, in verbs that write as in questions; what goes against files or facts is bad input. Both
/// are told in the words that can be typed.
/// </summary>
public sealed class WhatIsTypedWrong : IDisposable
{
    private const string Facts = "facts";
    private const string Risk = "--organisation town --subject cloud --until 2031-12-31 --reason x --by CIO";
    private const string Plan = "--organisation town --name N --by CIO --requirement r2";

    private readonly Shell shell = new();

    public WhatIsTypedWrong()
    {
        var folder = shell.Folder(
            Facts,
            ("organisations.csv", "id,name\ntown,Stad\nlake,Meer\n"),
            ("suppliers.csv", "id,name\nacme,Acme\n"),
            ("services.csv", "id,name,supplier\ncloud,Wolk,acme\nmail,Post,acme\n"),
            ("requirements.csv", "id,consumer,purpose,status,valid_from\nr1,town,hosting,in-use,\nr2,town,mail,considered,2031-01-01\n"),
            ("alternatives.csv", "requirement,service\nr1,cloud\nr2,mail\n"));
        Assert.Equal(0, shell.Sluis("import", folder).ExitCode);
    }

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("risk accept avg/44 --organisation nobody --subject cloud --until 2031-12-31 --reason x --by CIO", "--organisation: 'nobody' is not an organisation")]
    [InlineData("risk accept avg/44 --organisation town --subject nothing --until 2031-12-31 --reason x --by CIO", "--subject: 'nothing' is not in this register")]
    [InlineData("risk accept avg/4444 " + Risk, "CLAUSE: 'avg/4444' is no clause")]
    [InlineData("risk accept avg/44 --organisation town --subject cloud --until 2020-01-01 --reason x --by CIO", "--until: 2020-01-01 is not after the day of the decision")]
    [InlineData("risk accept avg/44 --organisation town --subject cloud --until soon --reason x --by CIO", "--until: 'soon' is not a date")]
    [InlineData("risk accept avg/44 --organisation town --subject cloud --until 2031-12-31 --reason x", "--by is missing")]
    [InlineData("risk accept avg/44 --relies-on trust " + Risk, "--relies-on: 'trust' is no safeguard")]
    [InlineData("migration propose m --organisation nobody --name N --by CIO --requirement r2", "--organisation: 'nobody' is not known")]
    [InlineData("migration propose m --organisation town --name N --by CIO --requirement r22", "--requirement: 'r22' is not a requirement")]
    [InlineData("migration propose m --planned-on 2031 " + Plan, "--planned-on: '2031' is not a date")]
    [InlineData("migration approve m --by minister", "ID: 'm' is not a migration")]
    [InlineData("assessment record nothing --kind dpia --by ISO", "SUBJECT: 'nothing' is not known")]
    [InlineData("assessment record cloud --kind dpia --by ISO --organisation nobody", "--organisation: 'nobody' is not known")]
    [InlineData("assessment record cloud --kind dpia --by me@town.example", "--by: 'me@town.example' looks like the address of a person")]
    [InlineData("assessment record cloud --by ISO", "--kind: it is not said what is judged by")]
    [InlineData("framework show eu-cfs", "did you mean eu-csf?")]
    [InlineData("report --organisation nobody", "--organisation: 'nobody' is not an organisation")]
    [InlineData("catch-up --per-week 1 --hours-per-week 2", "expected --per-week or --hours-per-week")]
    [InlineData("catch-up --teams 2", "it has a meaning together with --hours-per-week")]
    [InlineData("contingency --country US", "it has a meaning together with --additions")]
    [InlineData("trend --by 2029-01-01", "it has a meaning together with --target")]
    [InlineData("trend --measure spend --include considered", "it has a meaning together with --measure stopped")]
    public void A_slip_is_usage_whatever_the_register_holds(string line, string told) => Says(2, line, told);

    [Theory]
    [InlineData("risk accept rijksbreed-cloudbeleid-2026/5.4 " + Risk, "prohibits, so that nobody can accept it")]
    [InlineData("risk accept avg/44 --organisation lake --subject cloud --until 2031-12-31 --reason x --by CIO", "--subject: 'lake' has no use of 'cloud'")]
    [InlineData("migration propose m --organisation town --name N --by CIO --requirement r1", "--requirement: 'r1' is not only considered")]
    [InlineData("migration propose m --planned-on 2030-01-01 " + Plan, "--planned-on: no part begins on 2030-01-01")]
    [InlineData("assessment record cloud --framework eu-csf --by ISO --answers nowhere.csv", "nowhere.csv")]
    [InlineData("assessment record cloud --kind dpia --by ISO --evidence nowhere/dpia.pdf", "--evidence: there is no file")]
    [InlineData("framework check nowhere.yaml", "nowhere.yaml")]
    public void What_goes_against_files_or_facts_is_bad_input(string line, string told) => Says(1, line, told);

    private void Says(int exit, string line, string told)
    {
        var said = shell.Sluis(line.Split(' '));
        Assert.Equal(exit, said.ExitCode);
        Assert.Contains(told, said.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("[a-z]_[a-z]|[.]csv:0|[a-z](PerWeek|Known)", said.Error);
    }
}
