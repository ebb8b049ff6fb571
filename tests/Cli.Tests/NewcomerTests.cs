using System.Text.Json;

namespace Sluiswachter.Cli.Tests;

public sealed class NewcomerTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Help_shows_every_verb_and_commands_that_work()
    {
        var said = shell.Sluis("--help");
        Assert.Equal(0, said.ExitCode);
        Assert.All(["import", "export", "switch-off", "journal", "serve"], verb => Assert.Contains($"  {verb} ", said.Out, StringComparison.Ordinal));
        Assert.Contains("sluis import samples/nl", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_policy_asks_can_be_tried_on_the_sample()
    {
        string[] ofTheWaterBoard = ["findings", "--organisation", "voorbeeld:waterschap", "--at", "2026-11-22"];
        shell.ImportSample();
        Assert.Equal(3, shell.Sluis([.. ofTheWaterBoard, "--fail-on", "conditional"]).ExitCode);
        var onFile = shell.Sluis([.. ofTheWaterBoard, "--what-if", "samples/policy", "--lines", "200"]);
        Assert.Equal(0, onFile.ExitCode);
        Assert.Contains("Accepted by dijkgraaf on 2026-09-15.", Joined(onFile.Out), StringComparison.Ordinal);
        Assert.Contains("1,683 = public 3 + private or hybrid 5 + unknown 1,675", Joined(shell.Sluis("report", "--at", "2026-11-22").Out), StringComparison.Ordinal);

        static string Joined(string told) => string.Join(' ', told.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("switch-off", "--country C", "--location C", "--supplier ID", "--service ID", "--include considered")]
    [InlineData("uncertainty", "--country C", "--location C", "--supplier ID", "--service ID")]
    [InlineData("recovery", "--country C", "--location C", "--supplier ID", "--service ID")]
    [InlineData("trend", "--country C", "--location C", "--supplier ID", "--service ID", "--home C")]
    [InlineData("exposure", "--country C", "--supplier ID")]
    [InlineData("findings", "--organisation ID", "--pack ID", "--severity WORD", "--service ID")]
    [InlineData("concentration", "--top N")]
    [InlineData("contingency", "--of KIND", "--country C")]
    [InlineData("serve", "--host NAME")]
    public void Help_says_of_every_option_once_that_it_may_be_repeated(string verb, params string[] options)
    {
        var help = shell.Sluis(verb, "--help").Out;
        Assert.All(options, option => Assert.Equal(1, Told(option)));
        Assert.Equal(0, Told("--lang nl|en"));
        Assert.DoesNotContain("may be repeated", help, StringComparison.Ordinal);

        int Told(string option) =>
            help.Split("\n  --").Single(row => $"--{row}".StartsWith($"{option} ", StringComparison.Ordinal)).Split("(repeatable)").Length - 1;
    }

    [Theory]
    [InlineData("spend", "--lines", "(1 to 10000; default 10)")]
    [InlineData("switch-off", "--lines", "(1 to 10000; default 5)")]
    [InlineData("journal", "--last", "(1 to 2147483647; default 20)")]
    [InlineData("serve", "--port", "(0 to 65535; default 5080)")]
    [InlineData("switch-off", "--horizon-hours", "(0 to 1000000; default 8760)")]
    [InlineData("contingency", "--pairs", "(0 to 1000; default 0: none)")]
    [InlineData("concentration", "--top", "(1 to 100; default 1 and 3)")]
    [InlineData("recovery", "--teams", "(1 to 1000000000; default as many as needed)")]
    [InlineData("trend", "--target", "(0 to 100)")]
    public void Help_says_from_where_to_where_a_number_goes(string verb, string option, string range)
    {
        var row = shell.Sluis(verb, "--help").Out.Split("\n  --").Single(r => $"--{r}".StartsWith(option, StringComparison.Ordinal));
        Assert.Contains(range, string.Join(' ', row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_says_what_stops_without_American_control_why_and_who_can_still_work()
    {
        shell.ImportSample();
        var said = shell.Sluis("switch-off", "--country", "US", "--at", "2026-04-28");
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("Microsoft Corporation → Microsoft Ireland Operations Limited (US)", said.Out, StringComparison.Ordinal);
        Assert.Contains("Sluis Noord openen en sluiten", said.Out, StringComparison.Ordinal);
        Assert.Contains("Who can still work", said.Out, StringComparison.Ordinal);
        Assert.Equal("", said.Error);
    }

    [Fact]
    public void A_check_that_does_not_hold_ends_with_its_own_exit_code_after_the_answer()
    {
        shell.Sluis("import", shell.Folder(
            "vital",
            ("organisations.csv", "id,name\nws,Waterschap\n"), ("functions.csv", "id,organisation,name,criticality\nlock,ws,Sluis,vital\n"),
            ("classifications.csv", "function,primary_process\nlock,true\n"), ("suppliers.csv", "id,name,country\nbig,Big,US\n"),
            ("services.csv", "id,name,supplier,deployment\ncloud,Wolk,big,public\n"), ("requirements.csv", "id,consumer,purpose\nr1,lock,hosting\n"),
            ("alternatives.csv", "requirement,service\nr1,cloud\n")));
        var held = shell.Sluis("findings", "--clause", "rijksbreed-cloudbeleid-2026/4.3", "--fail-on", "prohibited");
        Assert.Equal((0, ""), (held.ExitCode, held.Error));
        var failed = shell.Sluis("findings", "--clause", "rijksbreed-cloudbeleid-2026/4.3", "--fail-on", "discouraged");
        Assert.Equal((3, held.Out), (failed.ExitCode, failed.Out));
        Assert.StartsWith("sluis: the check fails: ", failed.Error, StringComparison.Ordinal);
        var refused = shell.Sluis("findings", "--organisation", "nobody");
        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
    }

    [Fact]
    public void A_change_of_control_comes_out_at_its_date()
    {
        shell.ImportSample();
        Assert.Equal(77, FunctionsThatNeed("service:zivver", "2025-09-01") - FunctionsThatNeed("service:zivver", "2025-08-31"));
        Assert.All(
            ["2025-11-04", "2025-11-05", "2026-05-25"],
            day => Assert.DoesNotContain("voorbeeld:digid-platform", Json("--country", "US", "--at", day), StringComparison.Ordinal));
    }

    [Fact]
    public void A_planned_fallback_counts_from_its_day()
    {
        shell.ImportSample();
        Assert.Contains("\"id\":\"voorbeeld:sluis-noord\"", Json("--country", "US", "--at", "2027-02-28"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"id\":\"voorbeeld:sluis-noord\"", Json("--country", "US", "--at", "2027-03-01"), StringComparison.Ordinal);
    }

    [Fact]
    public void Had_the_sale_gone_through_DigiD_would_stop_and_the_register_knows_nothing_of_it()
    {
        shell.ImportSample();
        var verify = shell.Sluis("journal", "verify").Out;
        var json = Json("--country", "US", "--at", "2026-06-01", "--what-if", "samples/solvinity-sold");
        Assert.Contains("\"id\":\"voorbeeld:digid\"", json, StringComparison.Ordinal);
        Assert.Contains("\"suppliers\":[\"supplier:kyndryl-holdings-inc\",\"supplier:solvinity-bv\"]", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"id\":\"voorbeeld:digid\"", Json("--country", "US", "--at", "2026-06-01"), StringComparison.Ordinal);
        Assert.Equal(verify, shell.Sluis("journal", "verify").Out);
    }

    [Fact]
    public void What_is_imagined_must_be_sound_and_of_no_earlier_knowledge()
    {
        shell.ImportSample();
        var bundle = Path.GetDirectoryName(shell.File("bad/ownership.csv", "owner,owned\nsupplier:nobody,supplier:solvinity-bv\n"))!;
        var refused = shell.Sluis("chain", "voorbeeld:digid", "--what-if", bundle);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Out));
        Assert.StartsWith("ownership.csv:2:owner: ", refused.Error, StringComparison.Ordinal);
        var known = shell.Sluis("switch-off", "--country", "US", "--what-if", "samples/solvinity-sold", "--as-known-on", "2026-01-01");
        Assert.Equal((2, ""), (known.ExitCode, known.Out));
        Assert.Contains("--as-known-on", known.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_says_what_it_rests_on_and_that_a_day_is_before_all_that_was_known()
    {
        shell.ImportSample();
        const string Imagined = "\n\nSupposing that the register had the facts of samples/solvinity-sold as well.\n\n";
        foreach (var verb in new[] { "switch-off", "recovery" })
        {
            var imagined = shell.Sluis(verb, "--country", "US", "--what-if", "samples/solvinity-sold");
            Assert.Contains(Imagined, imagined.Out, StringComparison.Ordinal);
            var known = shell.Sluis(verb, "--country", "US", "--as-known-on", "2020-01-01", "--include", "considered");
            Assert.Equal(0, known.ExitCode);
            Assert.Contains(
                "\n\nAs known on 2020-01-01. Requirements that are only considered count as well.\n\n", known.Out, StringComparison.Ordinal);
            Assert.StartsWith("warning: the register knew nothing on 2020-01-01: ", known.Error, StringComparison.Ordinal);
        }

        var chain = shell.Sluis("chain", "voorbeeld:digid", "--as-known-on", "2020-01-01");
        Assert.Equal((2, ""), (chain.ExitCode, chain.Out));
        Assert.StartsWith("sluis: --as-known-on: the register knew nothing on 2020-01-01: ", chain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_tells_where_the_chain_of_DigiD_runs_and_how_dependence_changes()
    {
        shell.ImportSample();
        var chain = shell.Sluis("chain", "voorbeeld:digid", "--at", "2026-06-01");
        Assert.Equal((0, ""), (chain.ExitCode, chain.Error));
        Assert.Contains("Solvinity", chain.Out, StringComparison.Ordinal);
        var trend = shell.Sluis("trend", "--country", "US", "--from", "2025-08-01", "--until", "2027-12-31", "--lang", "nl");
        Assert.Equal(0, trend.ExitCode);
        Assert.Contains("zijn pas na 2025-08-01 waargenomen (de eerste van alle op 2026-04-27)", trend.Error, StringComparison.Ordinal);
        Assert.Contains("2025-09-01", trend.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_says_whose_data_is_in_reach_and_what_keys_keep_out()
    {
        shell.ImportSample();
        var said = shell.Sluis("exposure", "--country", "US", "--at", "2026-04-28");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("Microsoft Corporation (US)", said.Out, StringComparison.Ordinal);
        Assert.Contains("CLOUD Act", said.Out, StringComparison.Ordinal);
        Assert.Contains("kept out of reach by keys", string.Join(' ', said.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_output_of_a_json_question_is_one_json_document()
    {
        shell.Sluis("import", "samples/nl");
        using var answer = JsonDocument.Parse(Json("--country", "US", "--location", "NL", "--at", "2026-04-28"));
        Assert.Equal("US", answer.RootElement.GetProperty("scenario").GetProperty("countries")[0].GetString());
        Assert.Equal(
            [
                "scenario", "seeds", "failed", "of", "unknown", "unmet", "timeline", "functions", "services", "servingNobody", "observed",
                "control",
            ],
            answer.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void The_figures_on_the_front_page_are_those_of_the_measured_sample_and_nothing_of_them_is_made_up()
    {
        shell.Sluis("import", "samples/nl");
        var said = shell.Sluis("switch-off", "--country", "US", "--at", "2026-11-22").Out.Split('\n').Select(Joined).ToList();
        var front = Joined(System.IO.File.ReadAllText(Path.Combine(Shell.Root, "README.md")));
        Assert.Contains("functions 307 of 342 stop 89.8 %", said);
        Assert.Contains("people served 14,847,032 of 17,403,142 stop 85.3 %", said);
        Assert.Contains("besides, for nobody 427 of 1,543 stop 27.7 %", said);
        Assert.Contains("Newest measurement: 2026-04-28, 208 days before that day.", said);
        Assert.Contains("307 of 342", front, StringComparison.Ordinal);
        Assert.Contains("14,847,032 of 17,403,142 people (85.3 %)", front, StringComparison.Ordinal);
        Assert.Contains("427 of 1,543", front, StringComparison.Ordinal);
        Assert.DoesNotContain("illustrat", string.Concat(Directory.GetFiles(Path.Combine(Shell.Root, "samples", "nl")).Select(System.IO.File.ReadAllText)), StringComparison.OrdinalIgnoreCase);

        static string Joined(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Suppliers_services_and_functions_can_be_named_and_a_near_name_is_told_with_its_id()
    {
        shell.ImportSample();
        Assert.Contains("Switched off: supplier:microsoft-corporation", shell.Sluis("switch-off", "--supplier", "microsoft corporation").Out, StringComparison.Ordinal);
        Assert.Equal(0, shell.Sluis("findings", "--organisation", "Gemeente Amsterdam").ExitCode);
        Assert.Contains("Solvinity", shell.Sluis("chain", "DigiD: inloggen bij de overheid").Out, StringComparison.Ordinal);
        foreach (var verb in new[] { "switch-off", "recovery" })
        {
            var near = shell.Sluis(verb, "--supplier", "Microsft Corporation Ltd.");
            Assert.Equal((2, ""), (near.ExitCode, near.Out));
            Assert.Contains("did you mean supplier:microsoft-corporation (Microsoft Corporation)", near.Error, StringComparison.Ordinal);
        }

        Assert.EndsWith("'q' is not a supplier in this register", shell.Sluis("switch-off", "--supplier", "q").Error.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_imagined_can_be_named_too_and_only_what_is_wrong_is_told()
    {
        shell.MakeRegister();
        string[] imagined = ["--what-if", shell.Folder("imagined", ("suppliers.csv", "id,name,country\nsupplier:new,New Cloud B.V.,NL\n"))];
        foreach (var verb in new[] { "switch-off", "recovery" })
        {
            Assert.Equal(0, shell.Sluis([verb, "--supplier", "New Cloud B.V.", .. imagined]).ExitCode);
            var refused = shell.Sluis([verb, "--supplier", "supplier:new", "--at", "2026-13-01", .. imagined]);
            Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
            Assert.Contains("--at: '2026-13-01' is not a date", refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("--supplier", refused.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("switch-off")]
    [InlineData("recovery")]
    public void A_slip_is_told_beside_a_mistake_in_what_is_imagined_and_goes_before_it(string verb)
    {
        shell.MakeRegister();
        var broken = shell.Folder("broken", ("suppliers.csv", "id,name,country\nsupplier:new,New Cloud B.V.,UK\n"));
        string[] named = [verb, "--supplier", "New Cloud B.V.", "--supplier", "supplier:new", "--what-if"];
        var mistake = shell.Sluis([.. named, broken]);
        Assert.Equal((1, ""), (mistake.ExitCode, mistake.Out));
        Assert.Matches("^[^\n]*suppliers.csv:2:country: [^\n]*\n$", mistake.Error);
        foreach (var (path, told) in new[] { (broken, "suppliers.csv:2:country: "), (shell.At("nowhere"), "sluis: '") })
        {
            var slip = shell.Sluis([.. named, path, "--at", "2026-13-01"]);
            Assert.Equal((2, ""), (slip.ExitCode, slip.Out));
            Assert.Contains(told, slip.Error, StringComparison.Ordinal);
            Assert.Contains("--at: '2026-13-01' is not a date", slip.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("--supplier", slip.Error, StringComparison.Ordinal);
        }

        var known = shell.Sluis([.. named, broken, "--as-known-on", "2026-13-01"]);
        Assert.Equal((2, ""), (known.ExitCode, known.Out));
        Assert.Contains("do not go together", known.Error, StringComparison.Ordinal);
        Assert.Contains("--as-known-on: '2026-13-01' is not a date", known.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("switch-off")]
    [InlineData("exposure")]
    public void A_slip_is_a_slip_also_where_there_is_no_register(string verb)
    {
        Assert.Equal(4, shell.Sluis(verb, "--country", "US").ExitCode);
        var said = shell.Sluis(verb, "--country", "XX");
        Assert.Equal((2, ""), (said.ExitCode, said.Out));
        Assert.Contains("there is no register in ", said.Error, StringComparison.Ordinal);
        Assert.Contains("--country: 'XX' is not a country", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_slip_of_a_question_is_told_at_once()
    {
        shell.Sluis("import", "samples/nl");
        var said = shell.Sluis("switch-off", "--supplier", "supplier:microsft", "--at", "2026-13-01");
        Assert.Equal((2, ""), (said.ExitCode, said.Out));
        Assert.Contains("--at: '2026-13-01' is not a date", said.Error, StringComparison.Ordinal);
        Assert.Contains("--supplier: 'supplier:microsft' is not a supplier in this register; did you mean ", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_machine_refuses_is_told_in_the_own_language_once_and_without_names_of_ours()
    {
        shell.MakeRegister();
        var import = shell.Sluis("import", "/no/such", "--lang", "nl");
        Assert.Equal((1, "sluis: '/no/such' kan niet worden gelezen (geen bestand of map die zo heet): verwacht een bestand of map die u mag lezen\n"), (import.ExitCode, import.Error));
        var export = shell.Sluis("export", "/proc/register.zip", "--lang", "nl");
        Assert.Equal(1, export.ExitCode);
        Assert.StartsWith("sluis: '/proc/register.zip' kan niet worden geschreven (", export.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("partial", export.Error, StringComparison.Ordinal);
        var document = shell.Sluis("assess", "--document", shell.At("nodir/w.md"));
        Assert.Equal((1, ""), (document.ExitCode, document.Out));
        Assert.Contains("(no such file or folder)", document.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_is_not_told_to_be_known_already()
    {
        Directory.CreateDirectory(shell.At("empty"));
        Assert.Contains("Nothing was read: there are no facts in it.", shell.Sluis("import", shell.At("empty")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weighing_without_an_answer_is_not_told_to_be_allowed()
    {
        var said = shell.Sluis("assess").Out;
        Assert.Contains("NOT DECIDED: nothing is answered yet, so anything from allowed to prohibited is possible.", string.Join(' ', said.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("ALLOWED", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_the_command_works_from_anywhere()
    {
        System.IO.File.CreateSymbolicLink(shell.At("sluis"), Path.Combine(Shell.Root, "sluis"));
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(shell.At("sluis"), ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = shell.At(".") })!;
        Assert.StartsWith("sluis ", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.False(System.IO.File.Exists(shell.At("src")));
    }

    [Fact]
    public void The_demo_ends_well() => Assert.Equal(0, Run("demo", "--no-serve"));

    private static int Run(string script, string word)
    {
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(Path.Combine(Shell.Root, script), [word]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private string Json(params string[] words) => shell.Sluis(["switch-off", "--json", .. words]).Out;

    private int FunctionsThatNeed(string service, string day)
    {
        using var answer = JsonDocument.Parse(Json("--country", "US", "--at", day));
        return answer.RootElement.GetProperty("functions").EnumerateArray()
            .Count(f => f.GetProperty("because")[0].GetProperty("service").GetString() == service);
    }
}
