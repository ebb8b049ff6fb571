using Sluiswachter.Exchange;
using Sluiswachter.Model;

namespace Sluiswachter.ForeignData;

/// <summary>Facts in plain lists, and the slowest right answer to what stops: start at nothing, repeat until it settles.</summary>
internal sealed class PlainRegister
{
    private readonly List<Fact> facts = [];

    /// <summary>Reads tables through the one door that typed facts have; a complaint fails the test.</summary>
    public PlainRegister Add(IEnumerable<FactTable> tables)
    {
        var complaints = new Complaints();
        foreach (var table in tables)
        {
            foreach (var row in table.Rows(complaints))
            {
                var fact = table.Schema.Read(row.Cells);
                Assert.True(fact.Holds, $"{table.File}:{row.Number}: {fact.Problem}");
                facts.Add(fact.Value);
            }
        }

        Assert.Empty(complaints);
        return this;
    }

    /// <summary>Reads a bundle; a complaint fails the test.</summary>
    public PlainRegister AddBundle(string folder)
    {
        using var bundle = Bundle.Open(folder);
        Assert.Empty(bundle.Complaints);
        return Add(bundle.Tables);
    }

    public IReadOnlyList<T> All<T>()
        where T : Fact => [.. facts.OfType<T>()];

    public T The<T>(string id)
        where T : Fact => Assert.Single(facts.OfType<T>(), f => IdOf(f) == id);

    /// <summary>Whatever a reference names exists.</summary>
    public void RefersOnlyToWhatIsThere()
    {
        var ids = facts.GroupBy(f => f.GetType()).SelectMany(g => g.Select(IdOf)).ToHashSet();
        var schemas = facts.Select(f => f.GetType()).Distinct()
            .ToDictionary(t => t, t => FactSchema.All.First(s => s.Kind.ToString() == t.Name));
        foreach (var fact in facts)
        {
            var schema = schemas[fact.GetType()];
            var cells = schema.Write(fact);
            for (var c = 0; c < cells.Length; c++)
            {
                if (schema.Columns[c].Type == ColumnType.Reference && cells[c].Text is { } id)
                {
                    Assert.True(ids.Contains(id), $"{IdOf(fact)} refers to {id}, which is not there");
                }
            }
        }
    }

    /// <summary>Ids of everything that stops at a date when countries and services are switched off, graces ignored.</summary>
    public HashSet<string> Stopped(DateOnly at, string[] countries, params string[] services)
    {
        var valid = facts.Where(f => f.Provenance.Validity.Contains(at)).ToList();
        var suppliers = valid.OfType<Supplier>()
            .Where(s => s.Country is { } c && countries.Contains(c.Code)).Select(s => s.Id.Text).ToHashSet();
        bool Controls(Ownership o) =>
            o.Status == OwnershipStatus.InForce && (o.Control == Control.Sole || (o.Control is null && o.SharePercent > 50));
        while (valid.OfType<Ownership>().Any(o => Controls(o) && suppliers.Contains(o.Owner.Text) && suppliers.Add(o.Owned.Text)))
        {
        }

        var stopped = valid.OfType<Service>().Where(s => suppliers.Contains(s.Supplier.Text)).Select(s => s.Id.Text)
            .Concat(services).ToHashSet();
        var alternatives = valid.OfType<Alternative>().ToLookup(a => a.Requirement);
        var requirements = valid.OfType<Requirement>().ToList();
        for (var before = -1; before != stopped.Count;)
        {
            before = stopped.Count;
            stopped.UnionWith(requirements.Where(Breaks).Select(r => r.Consumer.Text).ToList());
        }

        return stopped;

        bool Breaks(Requirement r) =>
            alternatives[r.Id].Count() is var n && n >= r.Need &&
            alternatives[r.Id].Count(a => stopped.Contains(a.Service.Text)) > n - r.Need;
    }

    public static string IdOf(Fact fact) => fact switch
    {
        Source s => s.Id.Text,
        Organisation o => o.Id.Text,
        Function f => f.Id.Text,
        Supplier s => s.Id.Text,
        Service s => s.Id.Text,
        Requirement r => r.Id.Text,
        _ => "",
    };
}
