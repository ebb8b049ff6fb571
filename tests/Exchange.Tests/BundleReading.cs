using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Tests;

/// <summary>A folder that is gone when the test is over.</summary>
public sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("sluis-bundle-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public string Put(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));

    public string Put(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What came out of a bundle, as a picture.</summary>
/// <param name="Rows">Per row its number and its cells as text, empty trailing ones left out: <c>2: a | b</c>.</param>
/// <param name="Complaints">Everything complained about.</param>
public sealed record BundleReading(IReadOnlyList<string> Rows, Complaints Complaints)
{
    public IEnumerable<string> Errors => Complaints.Where(c => !c.IsWarning).Select(c => c.In(Language.English));

    public IEnumerable<string> Warnings => Complaints.Where(c => c.IsWarning).Select(c => c.In(Language.English));

    /// <summary>Reads a bundle from beginning to end.</summary>
    public static BundleReading Of(string path)
    {
        var rows = new List<string>();
        var complaints = Walk(path, (table, row) => rows.Add($"{row.Number}: " + string.Join(" | ",
            table.Schema.Columns.Select((column, i) => column.Render(row.Cells[i]))).TrimEnd(' ', '|')));
        return new BundleReading(rows, complaints);
    }

    /// <summary>Walks a bundle without keeping its rows.</summary>
    public static Complaints Walk(string path, Action<FactTable, CellRow> each)
    {
        var complaints = new Complaints();
        using var bundle = Bundle.Open(path);
        complaints.AddAll(bundle.Complaints);
        foreach (var table in bundle.Tables)
        {
            foreach (var row in table.Rows(complaints))
            {
                each(table, row);
            }
        }

        return complaints;
    }

    /// <summary>Reads one file of suppliers (id, name, country, organisation).</summary>
    public static BundleReading OfSuppliers(string text) => OfSuppliers(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads one file of suppliers.</summary>
    public static BundleReading OfSuppliers(byte[] bytes)
    {
        using var scratch = new Scratch();
        return Of(scratch.Put("suppliers.csv", bytes));
    }

    /// <summary>The rows, when nothing at all was complained about.</summary>
    public IReadOnlyList<string> Sound()
    {
        Assert.Empty(Complaints.Select(c => c.In(Language.English)));
        return Rows;
    }
}
