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
    [InlineData("switch-off --country US --at ", "--at: '' is not a date: expected yyyy-MM-dd")]
    [InlineData("switch-off --country US --as-known-on ", "--as-known-on: '' is not a date: expected yyyy-MM-dd")]
    [InlineData("switch-off --country US --horizon-hours ", "--horizon-hours: '' is not a whole number from 0 to 1000000")]
    [InlineData("export x --as-known-on ", "--as-known-on: '' is not a date: expected yyyy-MM-dd")]
    public void What_is_not_understood_is_usage_with_a_hint(string line, string expected)
    {
        shell.MakeRegister();
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
        shell.MakeRegister();
        var said = shell.Sluis(line.Split(' '));
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(expected, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
        Assert.StartsWith("0:", shell.Sluis("journal", "head").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres:Host=127.0.0.1;Port=1;Username=x;Password=hush-hush;Database=x")]
    [InlineData("sqlite:/proc/register.sqlite")]
    public void A_store_that_cannot_be_opened_is_a_failure_of_the_machine(string address)
    {
        shell.Store = address;
        var said = shell.Sluis("switch-off", "--country", "US");
        Assert.Equal((4, ""), (said.ExitCode, said.Out));
        Assert.DoesNotContain("hush-hush", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mysql:x")]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("postgres:Hoost=localhost;Password=hush-hush")]
    public void An_address_that_is_none_is_usage_with_a_hint(string address)
    {
        var said = shell.Sluis("switch-off", "--country", "US", "--store", address);
        Assert.Equal((2, ""), (said.ExitCode, said.Out));
        Assert.Contains("is not understood: expected ", said.Error, StringComparison.Ordinal);
        Assert.EndsWith("Try: sluis switch-off --help\n", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("switchoff --country US", "'switchoff' is not a verb; did you mean switch-off?", "'switchoff' is geen werkwoord; bedoelt u switch-off?")]
    [InlineData("nonsense", "'nonsense' is not a verb", "'nonsense' is geen werkwoord")]
    [InlineData("@nonsense", "'@nonsense' is not a verb", "'@nonsense' is geen werkwoord")]
    [InlineData("--stor sqlite:x", "'--stor' is not an option; did you mean --store?", "'--stor' is geen optie; bedoelt u --store?")]
    [InlineData("--store sqlite:x", "what is to be done? expected a verb, such as switch-off", "wat moet er gebeuren? verwacht een werkwoord, zoals switch-off")]
    [InlineData("switch-off --countrry US", "'--countrry' is not an option; did you mean --country?", "'--countrry' is geen optie; bedoelt u --country?")]
    [InlineData("switch-off --countrry=US", "'--countrry' is not an option; did you mean --country?", "'--countrry' is geen optie; bedoelt u --country?")]
    [InlineData("journal hed", "'hed' is not a verb of journal; did you mean head?", "'hed' is geen werkwoord van journal; bedoelt u head?")]
    [InlineData("journal show --last 3", "'show' is not a verb of journal: expected one of log, verify, head", "'show' is geen werkwoord van journal: verwacht een van log, verify, head")]
    [InlineData("migration aprove m --by minister", "'aprove' is not a verb of migration; did you mean approve?", "'aprove' is geen werkwoord van migration; bedoelt u approve?")]
    [InlineData("export out.xlsx", "'out.xlsx' would become a folder of CSV files: expected a name without such an ending, or one that ends in .zip", "'out.xlsx' zou een map met CSV-bestanden worden: verwacht een naam zonder zo'n einde, of een die eindigt op .zip")]
    [InlineData("journal log --lst 3", "'--lst' is not an option; did you mean --last?", "'--lst' is geen optie; bedoelt u --last?")]
    [InlineData("export a b", "'b' is not understood here", "'b' wordt hier niet begrepen")]
    [InlineData("import", "PATH is missing: expected it after the verb", "PATH ontbreekt: verwacht achter het werkwoord")]
    [InlineData("switch-off --country", "--country has no value: expected one behind it", "--country heeft geen waarde: verwacht er één erachter")]
    [InlineData("switch-off --country --json", "--country has no value: expected one behind it", "--country heeft geen waarde: verwacht er één erachter")]
    [InlineData("switch-off --what-if --country US", "--what-if has no value: expected one behind it", "--what-if heeft geen waarde: verwacht er één erachter")]
    [InlineData("trend --home --at 2026-01-01", "--home has no value: expected one behind it", "--home heeft geen waarde: verwacht er één erachter")]
    [InlineData("--store --json spend", "--store has no value: expected one behind it", "--store heeft geen waarde: verwacht er één erachter")]
    [InlineData("journal log --last --json", "--last has no value: expected one behind it", "--last heeft geen waarde: verwacht er één erachter")]
    [InlineData("switch-off --country US --at 2026-01-01 --at 2026-01-02", "--at is given more than once: expected it once", "--at is meer dan eens gegeven: verwacht één keer")]
    [InlineData("switch-off --country US --lines many", "--lines: 'many' is not a whole number from 1 to 10000", "--lines: 'many' is geen geheel getal van 1 tot en met 10000")]
    [InlineData("switch-off --country US --lines 0", "--lines: '0' is not a whole number from 1 to 10000", "--lines: '0' is geen geheel getal van 1 tot en met 10000")]
    [InlineData("spend --lines -1", "--lines: '-1' is not a whole number from 1 to 10000", "--lines: '-1' is geen geheel getal van 1 tot en met 10000")]
    [InlineData("spend --lines 10001", "--lines: '10001' is not a whole number from 1 to 10000", "--lines: '10001' is geen geheel getal van 1 tot en met 10000")]
    [InlineData("spend --lines 99999999999", "--lines: '99999999999' is not a whole number from 1 to 10000", "--lines: '99999999999' is geen geheel getal van 1 tot en met 10000")]
    [InlineData("switch-off --country US --json=maybe", "'maybe' is not understood here", "'maybe' wordt hier niet begrepen")]
    [InlineData("journal log --last 0", "--last: '0' is not a whole number from 1 to 2147483647", "--last: '0' is geen geheel getal van 1 tot en met 2147483647")]
    [InlineData("serve --port many", "--port: 'many' is not a whole number from 0 to 65535", "--port: 'many' is geen geheel getal van 0 tot en met 65535")]
    public void A_slip_is_told_in_one_line_of_the_own_language(string line, string english, string dutch)
    {
        string[] verbs = ["switch-off", "journal", "export", "import", "serve", "spend", "trend", "migration"];
        shell.MakeRegister();
        var verb = line.Split(' ').FirstOrDefault(verbs.Contains) is { } named ? $"{named} " : "";
        var said = shell.Sluis(["--lang", "nl", .. line.Split(' ')]);
        Assert.Equal((2, "", $"sluis: {dutch}\nProbeer: sluis {verb}--help\n"), (said.ExitCode, said.Out, said.Error));
        said = shell.Sluis([.. line.Split(' ')]);
        Assert.Equal((2, "", $"sluis: {english}\nTry: sluis {verb}--help\n"), (said.ExitCode, said.Out, said.Error));
    }

    [Fact]
    public void A_missing_value_is_told_in_the_language_that_follows_it() =>
        Assert.Equal(
            (2, "", "sluis: --country heeft geen waarde: verwacht er één erachter\nProbeer: sluis uncertainty --help\n"),
            shell.Sluis("uncertainty", "--country", "--lang", "nl") is var said ? (said.ExitCode, said.Out, said.Error) : default);

    [Fact]
    public void A_value_may_begin_with_one_hyphen_and_behind_an_equals_sign_with_two()
    {
        Assert.Equal(0, shell.Sluis("import", "samples/nl", "--dry-run", "--by", "-me-", "--why=--why").ExitCode);
        shell.MakeRegister();
        Assert.Contains("'-' is not a country", shell.Sluis("switch-off", "--country", "-").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("switch-off --country US")]
    [InlineData("spend")]
    [InlineData("chain f --what-if samples/solvinity-sold")]
    [InlineData("journal head")]
    [InlineData("export nowhere.zip")]
    public void What_only_reads_makes_no_register_where_there_is_none(string line)
    {
        shell.Store = $"sqlite:{shell.At("mistyped/register.sqlite")}";
        var said = shell.Sluis(line.Split(' '));
        var where = shell.At("mistyped/register.sqlite");
        Assert.Equal(
            (4, "", $"sluis: there is no register in '{where}': the first import makes it, for example: sluis import samples/nl\n"),
            (said.ExitCode, said.Out, said.Error));
        Assert.Equal(
            $"sluis: er is geen register in '{where}': de eerste import maakt het, bijvoorbeeld: sluis import samples/nl\n",
            shell.Sluis([.. line.Split(' '), "--lang", "nl"]).Error);
        Assert.False(Directory.Exists(shell.At("mistyped")));
    }

    [Fact]
    public void An_unknown_language_is_told_in_that_of_the_locale() =>
        Assert.Equal(
            (2, "", "sluis: --lang: 'fr' is not one of: nl, en\nTry: sluis export --help\n"),
            shell.Sluis("export", "x", "--lang", "fr") is var said ? (said.ExitCode, said.Out, said.Error) : default);

    [Fact]
    public void An_id_that_nothing_holds_any_more_is_told_as_such()
    {
        string Bundle(string rows) => Path.GetDirectoryName(shell.File("bundle/suppliers.csv", "id,name,source,valid_from\n" + rows))!;
        shell.File("bundle/sources.csv", "id,name\ns,S\n");
        Assert.Equal(0, shell.Sluis("import", Bundle("acme,Acme,s,2999-01-01\npolder,Polder,s,\n")).ExitCode);
        Assert.Equal(0, shell.Sluis("import", Bundle("polder,Polder,s,\n"), "--replace-source", "s").ExitCode);
        var said = shell.Sluis("switch-off", "--supplier", "acme");
        Assert.Equal(0, said.ExitCode);
        Assert.StartsWith(
            "warning: 'acme' is known, but nothing in the register holds it any more: switching it off has no effect",
            said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_and_why_must_be_readable()
    {
        var said = shell.Sluis("import", "samples/nl", "--by", " ");
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("the text is blank", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_day_of_the_calendar_is_a_day()
    {
        shell.MakeRegister();
        Assert.Equal(0, shell.Sluis("switch-off", "--country", "US", "--at", "9999-12-31", "--as-known-on", "9999-12-31").ExitCode);
    }

    [Fact]
    public void An_empty_register_says_what_to_do_first()
    {
        shell.MakeRegister();
        Assert.Contains("the register is empty", shell.Sluis("switch-off", "--country", "US").Error, StringComparison.Ordinal);
    }

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
