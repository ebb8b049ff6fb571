using System.Globalization;

namespace Sluiswachter.Bench;

/// <summary>What of the vault to measure, and next to whom.</summary>
internal sealed record VaultBenchOptions
{
    /// <summary>The sizes of objects by the names that they have on the command line, in bytes.</summary>
    public static readonly IReadOnlyDictionary<string, int> Sizes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["4KiB"] = 4 << 10, ["1MiB"] = 1 << 20, ["64MiB"] = 64 << 20,
    };

    /// <summary>The name of small and large in one.</summary>
    public const string Mixed = "mixed";

    /// <summary>Connections to each service.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>How often each service gets its turn.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Seconds that one kind of request is asked in a turn.</summary>
    public double Seconds { get; init; } = 4;

    /// <summary>What is measured: <c>limits</c>, names of sizes, <c>keys</c>, <c>long</c>; empty: all.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Services of others.</summary>
    public IReadOnlyList<Target> Peers { get; init; } = [];

    /// <summary>The command line that makes and serves the vaults; null: that of this checkout.</summary>
    public string? Sluis { get; init; }

    /// <summary>Other builds of the command line, by name.</summary>
    public IReadOnlyList<(string Name, string Sluis)> Builds { get; init; } = [];

    /// <summary>A library that takes the forcing out of a second vault; null: no such vault.</summary>
    public string? Unforced { get; init; }

    /// <summary>Whether puts sign the SHA-256 of their bodies.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>How many keys are listed.</summary>
    public int Keys { get; init; } = 1_000_000;

    /// <summary>Reads the words of a command line after the verb; null when they are not understood.</summary>
    public static VaultBenchOptions? Parse(IReadOnlyList<string> words)
    {
        var options = new VaultBenchOptions();
        for (var i = 0; i < words.Count; i++)
        {
            var value = i + 1 < words.Count ? words[i + 1] : "";
            switch (words[i])
            {
                case "--unsigned":
                    options = options with { IsSigned = false };
                    continue;
                case "limits" or "keys" or "long" or Mixed:
                case var size when Sizes.ContainsKey(size):
                    options = options with { Parts = [.. options.Parts, words[i]] };
                    continue;
            }

            i++;
            switch (words[i - 1])
            {
                case "--connections" when Number(value) is { } connections:
                    options = options with { Connections = connections };
                    break;
                case "--rounds" when Number(value) is { } rounds:
                    options = options with { Rounds = rounds };
                    break;
                case "--seconds" when Number(value) is { } seconds:
                    options = options with { Seconds = seconds };
                    break;
                case "--keys" when Number(value) is { } keys:
                    options = options with { Keys = keys };
                    break;
                case "--peer" when Target.Read(value) is { } peer:
                    options = options with { Peers = [.. options.Peers, peer] };
                    break;
                case "--build" when value.Split('=', 2) is [var name, var sluis] && File.Exists(sluis):
                    options = options with { Builds = [.. options.Builds, (name, sluis)] };
                    break;
                case "--sluis" when File.Exists(value):
                    options = options with { Sluis = value };
                    break;
                case "--unforced" when File.Exists(value):
                    options = options with { Unforced = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    /// <summary>Whether a part is asked for.</summary>
    public bool Asks(string part) => Parts.Count == 0 || Parts.Contains(part);

    private static int? Number(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
