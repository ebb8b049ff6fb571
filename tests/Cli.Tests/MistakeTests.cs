namespace Sluiswachter.Cli.Tests;

public sealed class MistakeTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("switch-off", "nothing is switched off")]
    [InlineData("switch-off --country us", "--country: 'us' is not a country: expected an assigned ISO 3166-1 alpha-2 code in capitals; did you mean US?")]
    [InlineData("switch-off --country US --at 28-04-2026", "--at: '28-04-2026' is not a date: expected yyyy-MM-dd")]
    [InlineData("switch-off --country US --horizon-hours x", "--horizon-hours: 'x' is not a whole number from 0 to 1000000")]
    [InlineData("switch-off --supplier nobody", "--supplier: 'nobody' is not a supplier in this register")]
    [InlineData("journal", "which part of the journal?")]
    [InlineData("journal verify --anchor x", "'x' is not an anchor")]
    [InlineData("import x --format y", "'y' is not one of: bundle, fedramp, organisations-nl, mxmap-nl")]
    [InlineData("serve --bind nowhere", "'nowhere' is not an address to listen on")]
    [InlineData("nonsense", "nonsense")]
    public void What_is_not_understood_is_usage_with_a_hint(string line, string expected)
    {
        var said = shell.Sluis(line.Split(' '));
        Assert.Equal((2, ""), (said.ExitCode, said.Out));
        Assert.Contains(expected, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import /no/such/path", "/no/such/path")]
    [InlineData("import LICENSE", "LICENSE")]
    [InlineData("import samples/nl --map /no/such/map.yaml", "/no/such/map.yaml")]
    [InlineData("export LICENSE", "LICENSE")]
    public void Bad_input_is_told_and_nothing_is_stored(string line, string expected)
    {
        var said = shell.Sluis(line.Split(' '));
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(expected, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
        Assert.StartsWith("0:", shell.Sluis("journal", "head").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres:Host=127.0.0.1;Port=1;Username=x;Password=hush-hush;Database=x")]
    [InlineData("sqlite:/proc/register.sqlite")]
    [InlineData("mysql:x")]
    public void A_store_that_cannot_be_opened_is_a_failure_of_the_machine(string address)
    {
        shell.Store = address;
        var said = shell.Sluis("switch-off", "--country", "US");
        Assert.Equal((4, ""), (said.ExitCode, said.Out));
        Assert.DoesNotContain("hush-hush", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_and_why_must_be_readable()
    {
        var said = shell.Sluis("import", "samples/nl", "--by", " ");
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("the text is blank", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_day_of_the_calendar_is_a_day() =>
        Assert.Equal(0, shell.Sluis("switch-off", "--country", "US", "--at", "9999-12-31", "--as-known-on", "9999-12-31").ExitCode);

    [Fact]
    public void An_empty_register_says_what_to_do_first() =>
        Assert.Contains("sluis import", shell.Sluis("switch-off", "--country", "US").Error, StringComparison.Ordinal);

    [Fact]
    public void A_mistake_in_a_bundle_is_told_with_file_row_and_column()
    {
        var folder = Path.GetDirectoryName(shell.File("bundle/suppliers.csv", "id,name,country\ns,S,UK\n"))!;
        var said = shell.Sluis("import", folder);
        Assert.Equal(1, said.ExitCode);
        Assert.StartsWith("suppliers.csv:2:country: 'UK' is not a country", said.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was stored", said.Out, StringComparison.Ordinal);
    }
}
