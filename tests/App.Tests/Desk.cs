using System.Globalization;
using Sluiswachter.Exchange;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.Store;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Sluiswachter.App.Tests;

/// <summary>Someone at a desk with a register of their own: types bundles as text, imports them, looks at the export.</summary>
internal sealed class Desk : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("desk").FullName;
    private readonly SetClock clock = new();
    private int bundles;

    public Desk(string? address = null) =>
        Store = RegisterStore.Open(address ?? $"sqlite:{Path.Combine(folder, "register.sqlite")}").Value;

    public IRegisterStore Store { get; }

    /// <summary>The clock on the wall.</summary>
    public TimeProvider Clock => clock;

    /// <summary>A path in the desk's own folder.</summary>
    public string At(string name) => Path.Combine(folder, name);

    /// <summary>What time the desk thinks it is.</summary>
    public string Today
    {
        set => clock.Now = DateTimeOffset.Parse(value + "T10:00:00Z", CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a bundle folder from text: a line with a file name starts each file.</summary>
    public string Bundle(string text)
    {
        var path = Path.Combine(folder, $"bundle{++bundles}");
        Directory.CreateDirectory(path);
        StreamWriter? file = null;
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            if (line.EndsWith(".csv", StringComparison.Ordinal) && !line.Contains(','))
            {
                file?.Dispose();
                file = new StreamWriter(Path.Combine(path, line));
            }
            else
            {
                file!.WriteLine(line);
            }
        }

        file?.Dispose();
        return path;
    }

    /// <summary>Imports a bundle that is typed as text.</summary>
    public ImportOutcome Import(string text, bool overrideOthers = false, string? replaceSource = null, bool dryRun = false)
    {
        using var bundle = Exchange.Bundle.Open(Bundle(text));
        var complaints = new Complaints();
        complaints.AddAll(bundle.Complaints);
        var options = new ImportOptions("desk", "test", overrideOthers, replaceSource, dryRun);
        return new ImportFacts(Store, clock).Run(bundle.Tables, options, complaints);
    }

    /// <summary>Imports, and expects no complaint.</summary>
    public ImportOutcome Accept(string text, bool overrideOthers = false, string? replaceSource = null)
    {
        var outcome = Import(text, overrideOthers, replaceSource);
        Assert.Empty(outcome.Complaints.Select(c => c.In(Language.English)));
        Assert.True(outcome.Stored);
        return outcome;
    }

    /// <summary>Imports, expects that nothing changed, and returns what was complained about.</summary>
    public string[] Refuse(string text, bool overrideOthers = false, string? replaceSource = null)
    {
        var before = Everything();
        var outcome = Import(text, overrideOthers, replaceSource);
        Assert.False(outcome.Stored);
        Assert.Equal(before, Everything());
        return [.. outcome.Complaints.Select(c => c.In(Language.English))];
    }

    /// <summary>The facts of a kind, one per line, empty cells and the common columns left out when they hold a default.</summary>
    public string Facts(FactKind kind, string? knownOn = null)
    {
        using var reader = Store.Read(knownOn is null ? null : Days.EndOf(Days.Parse(knownOn).Value));
        return string.Join('\n', reader.Facts(kind).Select(cells => Describe(FactSchema.Of(kind), cells)));
    }

    public string Everything() => string.Join('\n', FactSchema.All.Select(s => $"{s.Name}\n{Facts(s.Kind)}"));

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Describe(FactSchema schema, Cell[] cells) =>
        string.Join(' ', schema.Columns
            .Select((c, i) => (c.Name, Text: c.Render(cells[i])))
            .Where(c => c.Text.Length > 0 && c is not ("basis", "declared") and not ("marking", "internal"))
            .Select(c => $"{c.Name}={c.Text}"));

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
