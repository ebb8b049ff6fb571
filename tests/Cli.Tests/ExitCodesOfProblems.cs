using System.Runtime.CompilerServices;
using Sluiswachter.App;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli.Tests;

/// <summary>What a program learns from the exit code: each problem of a vault has one on purpose.</summary>
public sealed class ExitCodesOfProblems
{
    [Fact]
    public void Every_problem_of_a_vault_and_of_the_command_line_has_a_code_of_its_own_choice()
    {
        var problems = new[] { typeof(BucketName), typeof(ICatalogue), typeof(VaultHost), typeof(Sluis) }
            .SelectMany(room => room.Assembly.GetTypes()).Where(type => type.IsSubclassOf(typeof(Problem)) && !type.IsAbstract).ToList();
        Assert.InRange(problems.Count, 100, 1000);
        Assert.Equal([], problems.Where(type => ExitCodes.Known(Any(type)) is null).Select(type => type.Name).Order());
    }

    [Theory]
    [InlineData(typeof(TornDescription), 4)]
    [InlineData(typeof(TornKeyFile), 4)]
    [InlineData(typeof(SourceListUnreadable), 4)]
    [InlineData(typeof(SignatureDoesNotFit), 3)]
    [InlineData(typeof(EntryUnreadable), 3)]
    [InlineData(typeof(CheckpointOfAnotherLog), 3)]
    [InlineData(typeof(CannotRead), 1)]
    [InlineData(typeof(CannotWrite), 1)]
    [InlineData(typeof(NotWritten), 4)]
    [InlineData(typeof(EmptyPath), 2)]
    [InlineData(typeof(BodyIsUnknown), 2)]
    public void What_is_torn_altered_missing_or_mistyped_is_told_apart(Type problem, int code) =>
        Assert.Equal(code, ExitCodes.Of(Any(problem)));

    [Fact]
    public void A_torn_file_of_a_vault_is_the_machines_fault_and_named()
    {
        using var terminal = new AtATerminal();
        var (vault, words) = (terminal.At("kluis"), terminal.File("words", "een heel lange wachtzin\n"));
        terminal.Does("vault", "create", vault, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        terminal.Does("vault", "add-body", vault, "org:waterschap", "--passphrase-file", words);
        terminal.Fails(2, "the log has no entry 999: it has ", "vault", "log", "erase", vault, "999", "--yes", "--by", "fg", "--reason", "verzoek");
        var key = Directory.GetFiles(Path.Combine(vault, "keys"), "*.json").Single();
        File.WriteAllText(key, File.ReadAllText(key)[..100]);
        terminal.Fails(4, Path.GetFileName(key), "vault", "officers", "list", vault, "org:waterschap");
        File.WriteAllText(Path.Combine(vault, "vault.json"), "{");
        terminal.Fails(4, "vault.json", "vault", "bucket", "list", vault);
    }

    /// <summary>What it says does not matter for its code, so it need not be made as it would be.</summary>
    private static Problem Any(Type type) => (Problem)RuntimeHelpers.GetUninitializedObject(type);
}
