using Sluiswachter.Fixtures;

namespace Sluiswachter.Cli.Tests;

public sealed class RoundTripTests(PostgresServer postgres) : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("export")]
    [InlineData("export.zip")]
    public void Import_of_an_export_is_the_same_register(string name)
    {
        shell.ImportSample();
        Assert.Equal(0, shell.Sluis("export", shell.At(name)).ExitCode);
        var answer = shell.Sluis("switch-off", "--country", "US", "--json", "--at", "2026-04-28").Out;
        Assert.Contains("Nothing new", shell.Sluis("import", shell.At(name)).Out, StringComparison.Ordinal);

        shell.Store = $"sqlite:{shell.At("second.sqlite")}";
        Assert.Equal(0, shell.Sluis("import", shell.At(name)).ExitCode);
        Assert.Equal(answer, shell.Sluis("switch-off", "--country", "US", "--json", "--at", "2026-04-28").Out);
        Assert.Equal(0, shell.Sluis("export", shell.At("again")).ExitCode);
        Assert.Equal(0, shell.Sluis("export", shell.At("again.zip")).ExitCode);
        if (!name.EndsWith(".zip", StringComparison.Ordinal))
        {
            Assert.All(
                Directory.GetFiles(shell.At(name)),
                file => Assert.Equal(System.IO.File.ReadAllText(file), System.IO.File.ReadAllText(Path.Combine(shell.At("again"), Path.GetFileName(file)))));
        }
    }

    [Fact]
    public void The_export_of_an_empty_register_can_be_imported()
    {
        shell.MakeRegister();
        Assert.Equal(0, shell.Sluis("export", shell.At("nothing")).ExitCode);
        Assert.Equal(0, shell.Sluis("import", shell.At("nothing")).ExitCode);
    }

    [Fact]
    public void Both_engines_give_the_same_answer_to_the_byte()
    {
        string[][] questions =
        [
            ["switch-off", "--country", "US", "--json", "--at", "2026-04-28"], ["findings", "--json", "--at", "2026-11-22"],
            ["report", "--json", "--at", "2026-11-22"], ["catch-up", "--per-week", "40", "--json", "--at", "2026-11-22"],
        ];
        Import();
        var inSqlite = questions.Select(q => shell.Sluis(q)).ToList();
        shell.Store = $"postgres:{postgres.NewDatabase()}";
        var none = shell.Sluis(questions[0]);
        Assert.Equal((4, ""), (none.ExitCode, none.Out));
        Assert.Contains("the first import makes it", none.Error, StringComparison.Ordinal);
        Import();
        Assert.Equal(inSqlite, questions.Select(q => shell.Sluis(q)));

        void Import() => Assert.All(["samples/nl", "samples/illustrative", "samples/policy"], bundle => Assert.Equal(0, shell.Sluis("import", bundle).ExitCode));
    }

    [Fact]
    public void A_journal_that_was_rewritten_is_found_by_an_anchor()
    {
        shell.Sluis("import", "samples/nl");
        var anchor = shell.Sluis("journal", "head").Out.Trim();
        Assert.Equal(0, shell.Sluis("journal", "verify", "--anchor", anchor).ExitCode);
        shell.Store = $"sqlite:{shell.At("forged.sqlite")}";
        shell.Sluis("import", "samples/nl", "--by", "someone else");
        Assert.Equal(3, shell.Sluis("journal", "verify", "--anchor", anchor).ExitCode);
    }
}
