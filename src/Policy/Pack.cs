using System.Reflection;
using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>A document whose clauses facts are held against: a policy, a law, a motion.</summary>
/// <param name="Id">Its id, the first part of the ids of its clauses.</param>
/// <param name="Title">What it is called.</param>
public sealed record Pack(string Id, Phrase Title)
{
    /// <summary>All packs, in the order in which they are shown.</summary>
    public static IReadOnlyList<Pack> All { get; } =
    [
        new("rijksbreed-cloudbeleid-2022", new("Cloud policy of the state, 2022", "Rijksbreed cloudbeleid 2022")),
        new("rijksbreed-cloudbeleid-2026", new("Cloud policy of the state, revised in 2026", "Herziening rijksbreed cloudbeleid 2026")),
        new("bio-2", new("Baseline information security of government 2 (BIO 2)", "Baseline Informatiebeveiliging Overheid 2 (BIO 2)")),
        new("motie-1315", new("Motion 26643-1315: stop migrations", "Motie 26643-1315: stop migraties")),
        new("motie-1318", new("Motion 26643-1318: risk analysis and exit strategy", "Motie 26643-1318: risicoanalyse en exitstrategie")),
        new("data-act", new("Data Act, chapter VI", "Dataverordening (Data Act), hoofdstuk VI")),
        new("avg", new("General Data Protection Regulation", "Algemene verordening gegevensbescherming")),
        new("leveranciers", new("Supplier management", "Leveranciersmanagement")),
    ];

    /// <summary>Every clause of every pack that uses are held against, ordered by id.</summary>
    /// <remarks>Found by themselves: a clause is a class in a file, and nothing else names it.</remarks>
    public static IReadOnlyList<UseClause> UseClauses { get; } = UseClausesOf(typeof(Pack).Assembly);

    /// <summary>The clauses that an assembly holds, ordered by id.</summary>
    public static IReadOnlyList<UseClause> UseClausesOf(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(UseClause)) && !type.IsAbstract)
            .Select(type => (UseClause)Activator.CreateInstance(type)!)
            .OrderBy(rule => rule.Clause.Id, StringComparer.Ordinal),
    ];
}
