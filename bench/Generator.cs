using System.Globalization;

namespace Sluiswachter.Bench;

/// <summary>How large a made-up register is.</summary>
/// <param name="Requirements">Requirements; the other numbers follow from it.</param>
/// <param name="Seed">The same seed gives the same register, byte for byte.</param>
/// <param name="PlainReachability">
/// Whether a consumer fails as soon as one alternative does (need = n, no grace): the question that graph libraries and
/// recursive SQL can answer too.
/// </param>
public sealed record RegisterShape(int Requirements, int Seed = 1, bool PlainReachability = false)
{
    /// <summary>Public bodies.</summary>
    public int Organisations => Math.Max(10, Requirements / 60);

    /// <summary>Functions: a third of the requirements.</summary>
    public int Functions => Requirements / 3;

    /// <summary>Services: half of the requirements.</summary>
    public int Services => Requirements / 2;

    /// <summary>Suppliers: a fifth of the requirements.</summary>
    public int Suppliers => Math.Max(10, Requirements / 5);
}

/// <summary>Writes a made-up register as a bundle: uniform at random, two alternatives a requirement on average.</summary>
/// <remarks>
/// A third of the requirements belong to functions, the rest to services that need other services, so that chains and
/// cycles arise. One supplier in ten is American by itself; one in five is owned by another.
/// </remarks>
public static class Generator
{
    private static readonly string[] Countries = ["US", "NL", "NL", "NL", "DE", "FR", "IE", "NL", "GB", "SE"];
    private static readonly string[] Purposes =
        ["hosting", "storage", "identity", "mail", "dns", "network", "web", "support", "updates", "licence"];

    /// <summary>Writes the bundle into a new folder.</summary>
    public static void Write(RegisterShape shape, string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(shape.Seed);
        using (var file = Open(folder, "sources.csv", "id,name"))
        {
            file.WriteLine("source:bench,Made up for measuring");
        }

        using (var file = Open(folder, "organisations.csv", "id,name,kind,population,source"))
        {
            for (var i = 0; i < shape.Organisations; i++)
            {
                file.WriteLine($"org:{i:x6},Body {i},gemeente,{random.Next(1_000, 900_000)},source:bench");
            }
        }

        using (var file = Open(folder, "suppliers.csv", "id,name,country,source"))
        {
            for (var i = 0; i < shape.Suppliers; i++)
            {
                file.WriteLine($"supplier:{i:x6},Supplier {i} B.V.,{Countries[random.Next(Countries.Length)]},source:bench");
            }
        }

        using (var file = Open(folder, "ownership.csv", "owner,owned,share,source"))
        {
            for (var i = 0; i < shape.Suppliers; i += 5)
            {
                var owner = random.Next(shape.Suppliers);
                if (owner != i)
                {
                    file.WriteLine($"supplier:{owner:x6},supplier:{i:x6},{random.Next(101)},source:bench");
                }
            }
        }

        using (var file = Open(folder, "services.csv", "id,name,supplier,service_model,deployment,source"))
        {
            for (var i = 0; i < shape.Services; i++)
            {
                file.WriteLine($"service:{i:x6},Service {i},supplier:{random.Next(shape.Suppliers):x6},saas,public,source:bench");
            }
        }

        using (var file = Open(folder, "functions.csv", "id,organisation,name,criticality,max_tolerable_outage_hours,people,source"))
        {
            for (var i = 0; i < shape.Functions; i++)
            {
                file.WriteLine(
                    $"function:{i:x6},org:{random.Next(shape.Organisations):x6},Function {i},important," +
                    $"{random.Next(240)},{random.Next(1_000_000)},source:bench");
            }
        }

        WriteRequirements(shape, folder, random);
    }

    private static void WriteRequirements(RegisterShape shape, string folder, Random random)
    {
        using var requirements = Open(folder, "requirements.csv", "id,consumer,purpose,need,exit_hours,basis,observed_on,source");
        using var alternatives = Open(folder, "alternatives.csv", "requirement,service,grace_hours,basis,source");
        for (var i = 0; i < shape.Requirements; i++)
        {
            var ofFunction = i < shape.Functions;
            var own = ofFunction ? -1 : random.Next(shape.Services);
            var consumer = ofFunction ? $"function:{i:x6}" : $"service:{own:x6}";
            var services = Distinct(random, shape.Services, 1 + random.Next(3), own);
            var need = shape.PlainReachability ? services.Count : 1 + random.Next(services.Count);
            requirements.WriteLine(
                $"requirement:{i:x6},{consumer},{Purposes[random.Next(Purposes.Length)]},{need},{random.Next(2_000)},measured,2026-04-28,source:bench");
            foreach (var service in services)
            {
                var grace = shape.PlainReachability ? "0" : random.Next(4) == 0 ? random.Next(200).ToString(CultureInfo.InvariantCulture) : "";
                alternatives.WriteLine($"requirement:{i:x6},service:{service:x6},{grace},measured,source:bench");
            }
        }
    }

    private static HashSet<int> Distinct(Random random, int below, int count, int except)
    {
        var chosen = new HashSet<int>();
        while (chosen.Count < count)
        {
            var candidate = random.Next(below);
            if (candidate != except)
            {
                chosen.Add(candidate);
            }
        }

        return chosen;
    }

    private static StreamWriter Open(string folder, string name, string header)
    {
        var file = new StreamWriter(Path.Combine(folder, name));
        file.WriteLine(header);
        return file;
    }
}
