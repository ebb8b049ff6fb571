namespace Sluiswachter.Cli.Tests;

/// <summary>Who does something to a vault says in which role, and the log has it.</summary>
public sealed class TheRoleThatActs : IDisposable
{
    private readonly AtATerminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void Is_in_the_log_of_what_is_done_to_a_copy()
    {
        var (vault, words) = (terminal.At("kluis"), terminal.File("words", "een heel lange wachtzin\n"));
        terminal.Does("vault", "create", vault, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        terminal.Does(
            "vault", "embassy", "add", vault, "--name", "be", "--to", terminal.At("brussel"), "--place", "BE", "--by", "ciso", "--passphrase-file", words);
        terminal.Does("vault", "embassy", "remove", vault, "be", "--by", "archivaris");
        var log = terminal.Does("vault", "log", "show", vault).Split('\n');
        Assert.Contains(log, line => line.Contains("sluis:AddEmbassy", StringComparison.Ordinal) && line.Contains("ciso", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("sluis:RemoveEmbassy", StringComparison.Ordinal) && line.Contains("archivaris", StringComparison.Ordinal));
    }
}
