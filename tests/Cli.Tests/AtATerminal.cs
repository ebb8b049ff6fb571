using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Cli.Tests;

/// <summary>Someone at a terminal, in this process: commands, what is typed when they ask, and what they say.</summary>
internal sealed class AtATerminal : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("terminal-");
    private readonly Queue<ConsoleKeyInfo> keys = new();

    /// <summary>Whether somebody is there to type.</summary>
    public bool IsThere { get; init; } = true;

    /// <summary>The language that is spoken.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>What time it is; what is asked of a sample has the same answer on one day only.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What happens when a key is waited for; unless said, the next of <see cref="Press(string)"/> comes.</summary>
    public Func<ConsoleKeyInfo>? NextKey { get; init; }

    /// <summary>Keys that were pressed and nobody waited for.</summary>
    public int KeysLeft => keys.Count;

    /// <summary>A path in a folder that goes away.</summary>
    public string At(string name) => Path.Combine(home.FullName, name);

    /// <summary>Writes a file and returns its path.</summary>
    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Presses keys, and Enter.</summary>
    public AtATerminal Press(string text)
    {
        foreach (var sign in text)
        {
            Press(ConsoleKey.None, sign);
        }

        return Press(ConsoleKey.Enter, '\r');
    }

    /// <summary>Presses a key.</summary>
    public AtATerminal Press(ConsoleKey key, char sign)
    {
        keys.Enqueue(new ConsoleKeyInfo(sign, key, false, false, false));
        return this;
    }

    /// <summary>Runs a command to its end, with lines that are typed into it.</summary>
    public Said Runs(IReadOnlyList<string> words, params string[] lines)
    {
        using var stream = new MemoryStream();
        using var output = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        using var error = new StringWriter();
        using var typed = new StringReader(string.Concat(lines.Select(l => l + "\n")));
        var terminal = new Terminal
        {
            OutStream = stream, Out = output, Error = error, In = typed, InIsTerminal = IsThere, NextKey = NextKey ?? keys.Dequeue,
            Language = Language, OutIsTerminal = true, ErrorIsTerminal = true, Width = 1000,
        };
        var code = Cli.Sluis.Run(words, terminal, Clock);
        output.Flush();
        return new Said(code, Encoding.UTF8.GetString(stream.ToArray()), error.ToString());
    }

    /// <summary>Runs a command that must succeed, and returns its result.</summary>
    public string Does(params string[] words)
    {
        var said = Runs(words);
        Assert.True(said.ExitCode == 0, $"{string.Join(' ', words)}: {said}");
        return said.Out;
    }

    /// <summary>Runs a command that must fail with a code and say why, in a line; returns that.</summary>
    public string Fails(int code, string because, params string[] words)
    {
        var said = Runs(words);
        Assert.True(said.ExitCode == code, $"{string.Join(' ', words)}: {said}");
        Assert.Contains(because, said.Error, StringComparison.Ordinal);
        return said.Error;
    }

    public void Dispose() => home.Delete(recursive: true);
}

/// <summary>A clock that stands still on a day on which the samples were as tests expect them.</summary>
internal sealed class ADayOfTheSamples : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
}
