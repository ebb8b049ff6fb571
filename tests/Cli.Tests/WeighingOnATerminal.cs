using System.Text;
using System.Text.Json;
using Sluiswachter.App;
using Sluiswachter.Model;

namespace Sluiswachter.Cli.Tests;

/// <summary>A person at a terminal who weighs a service without a register.</summary>
public sealed class WeighingOnATerminal : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("weighing-");

    public void Dispose() => home.Delete(recursive: true);

    [Fact]
    public void Questions_are_put_one_by_one_and_can_be_taken_back()
    {
        var (code, told, asked) = Type("public", "<", "on-premises", "<", "1", "maybe", "?", "q");
        Assert.Equal(0, code);
        Assert.Contains("What was answered", told, StringComparison.Ordinal);
        Assert.Contains("public: open to anyone", told, StringComparison.Ordinal);
        Assert.Contains("expected a number from 1 to 2", asked, StringComparison.Ordinal);
        Assert.Equal(3, asked.Split("What kind of cloud is it?").Length - 1);
    }

    [Fact]
    public void The_end_of_what_is_typed_is_where_it_stops()
    {
        var (code, told, _) = Type();
        Assert.Equal(0, code);
        Assert.StartsWith("Weighing of a service on ", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_secret_ends_the_matter()
    {
        var (code, told, asked) = Type("1", "yes", "never read");
        Assert.Equal(0, code);
        Assert.Contains("PROHIBITED: ", told, StringComparison.Ordinal);
        Assert.Equal(2, asked.Split('>').Length - 1);
    }

    [Fact]
    public void No_register_is_needed()
    {
        using var shell = new Shell();
        var said = shell.Sluis("assess", "--answer", "deployment=public", "--json");
        Assert.Equal(0, said.ExitCode);
        Assert.True(JsonDocument.Parse(said.Out).RootElement.GetProperty("questions").GetArrayLength() > 0);
        Assert.False(File.Exists(shell.Store["sqlite:".Length..]));
    }

    private (int Code, string Told, string Asked) Type(params string[] lines)
    {
        using var stream = new MemoryStream();
        using var output = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        using var error = new StringWriter();
        using var typed = new StringReader(string.Concat(lines.Select(l => l + "\n")));
        var terminal = new Terminal
        {
            OutStream = stream, Out = output, Error = error, In = typed, InIsTerminal = true, Language = Language.English,
            OutIsTerminal = true, ErrorIsTerminal = true, Width = 120,
        };
        var store = $"sqlite:{Path.Combine(home.FullName, "register.sqlite")}";
        Registers.Open(store).Value.Dispose();
        var code = Cli.Sluis.Run(["assess", "--store", store], terminal, TimeProvider.System);
        output.Flush();
        return (code, Encoding.UTF8.GetString(stream.ToArray()), error.ToString());
    }
}
