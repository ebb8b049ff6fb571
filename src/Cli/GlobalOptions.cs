using System.CommandLine;
using Sluiswachter.App;

namespace Sluiswachter.Cli;

/// <summary>The options that every verb has.</summary>
internal sealed class GlobalOptions
{
    public GlobalOptions(Terminal terminal)
    {
        Store = new Option<string?>("--store")
        {
            HelpName = terminal.Say("ADDRESS", "ADRES"),
            Recursive = true,
            Description = terminal.Say(
                $"Where the register is kept: sqlite:PATH or postgres:CONNECTION (default: ${Registers.Variable}, else {Registers.DefaultAddress})",
                $"Waar het register staat: sqlite:PAD of postgres:VERBINDING (standaard: ${Registers.Variable}, anders {Registers.DefaultAddress})"),
        };
        Lang = new Option<string?>("--lang")
        {
            HelpName = "nl|en",
            Recursive = true,
            Description = terminal.Say("Language of sentences (default: that of the locale)", "Taal van de zinnen (standaard: die van de landinstelling)"),
        };
        Lang.AcceptOnlyFromAmong("nl", "en");
        Help = new Option<bool>("--help", "-h", "-?")
        {
            Recursive = true,
            Description = terminal.Say("Show this help", "Toon deze hulp"),
        };
        Version = new Option<bool>("--version") { Description = terminal.Say("Show the version", "Toon de versie") };
    }

    /// <summary>Where the register is kept.</summary>
    public Option<string?> Store { get; }

    /// <summary>The language of sentences.</summary>
    public Option<string?> Lang { get; }

    /// <summary>Whether help is asked for.</summary>
    public Option<bool> Help { get; }

    /// <summary>Whether the version is asked for.</summary>
    public Option<bool> Version { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [Store, Lang, Help, Version];
}
