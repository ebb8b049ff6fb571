using Sluiswachter.Discovery;
using Sluiswachter.Exchange;
using Sluiswachter.Policy;

namespace Sluiswachter.App;

/// <summary>The knowledge that ships with the program, as files beside it.</summary>
public static class ShippedContent
{
    /// <summary>The folder of suppliers: a register bundle, and the names by which they are recognised.</summary>
    public static string Suppliers => Path.Combine(AppContext.BaseDirectory, "content", "suppliers");

    /// <summary>The files of the frameworks that ship.</summary>
    internal static IEnumerable<string> Frameworks =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "content", "frameworks"), "*.yaml").Order(StringComparer.Ordinal);

    /// <summary>Values of the Dutch bodies that are known to be wrong.</summary>
    internal static IReadOnlyList<ForeignCorrection> OrganisationCorrections(Complaints complaints) =>
        Use(ForeignCorrections.Read(Path.Combine(AppContext.BaseDirectory, "content", "corrections", "organisations-nl.csv")), complaints) ?? [];

    /// <summary>What measured names mean.</summary>
    internal static NameDirectory Names(Complaints complaints) =>
        Use(ForeignNames.Read(Path.Combine(AppContext.BaseDirectory, "content", "names")), complaints) is { } known
            ? new NameDirectory(known.Recognised, known.NotFound)
            : NameDirectory.Empty;

    /// <summary>Laws with reach abroad and rules about where personal data may go.</summary>
    internal static LawBook Laws(Complaints complaints) =>
        Use(ForeignLaws.Read(Path.Combine(AppContext.BaseDirectory, "content", "laws")), complaints) ?? new LawBook([], [], []);

    /// <summary>Sets of countries that a question can name.</summary>
    internal static CountryGroups CountryGroups { get; } = Shipped(Exchange.CountryGroups.Read, "country-groups", "members.csv");

    /// <summary>What a concentration is called, and by whom.</summary>
    internal static Yardsticks Yardsticks { get; } = Shipped(Exchange.Yardsticks.Read, "yardsticks", "concentration.csv");

    /// <summary>What could take the place of services.</summary>
    internal static SupplyCatalogue Supply { get; } = Shipped(ForeignSupply.Read, "catalogue");

    /// <summary>What policies ask of migrations, and of whom.</summary>
    public static IReadOnlyList<MigrationGate> MigrationGates { get; } = Shipped(MigrationGateTable.Read, "migration-gates", "gates.csv");

    /// <summary>Reads what is part of the program: that it can be read is for a test to say, not for a user to hear.</summary>
    private static T Shipped<T>(Func<string, ForeignReading<T>> read, params string[] place)
        where T : class
    {
        var reading = read(Path.Combine([AppContext.BaseDirectory, "content", .. place]));
        return reading.Value ?? throw new InvalidOperationException(string.Join('\n', reading.Complaints.Select(c => c.Problem)));
    }

    private static T? Use<T>(ForeignReading<T> reading, Complaints complaints)
        where T : class
    {
        foreach (var complaint in reading.Complaints)
        {
            complaints.Add(complaint);
        }

        return reading.Value;
    }
}
