using System.Globalization;

namespace Sluiswachter.Bench;

/// <summary>Writes a made-up register as a bundle: a third of the requirements are functions', the rest services'.</summary>
public static class Generator
{
    /// <summary>Writes the bundle into a new folder.</summary>
    public static void Write(RegisterShape shape, string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(shape.Seed);
        var draw = RegisterDraw.Of(shape, random);
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
                file.WriteLine($"supplier:{i:x6},Supplier {i} B.V.,{draw.CountryOf(i)},source:bench");
            }
        }

        using (var file = Open(folder, "ownership.csv", "owner,owned,share,source"))
        {
            for (var i = 0; i < shape.Suppliers; i += 5)
            {
                if (draw.OwnerOf(i) is var (owner, sharePercent))
                {
                    file.WriteLine($"supplier:{owner:x6},supplier:{i:x6},{sharePercent},source:bench");
                }
            }
        }

        using (var file = Open(folder, "services.csv", "id,name,supplier,service_model,deployment,source"))
        {
            for (var i = 0; i < shape.Services; i++)
            {
                file.WriteLine($"service:{i:x6},Service {i},supplier:{draw.SupplierOf(i):x6},saas,public,source:bench");
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

        WriteRequirements(shape, folder, random, draw);
    }

    private static void WriteRequirements(RegisterShape shape, string folder, Random random, RegisterDraw draw)
    {
        using var requirements = Open(folder, "requirements.csv", "id,consumer,purpose,need,exit_hours,basis,observed_on,source");
        using var alternatives = Open(folder, "alternatives.csv", "requirement,service,grace_hours,basis,source");
        for (var i = 0; i < shape.Requirements; i++)
        {
            var drawn = draw.Requirement(i);
            var consumer = drawn.Consumer is { } service ? $"service:{service:x6}" : $"function:{i:x6}";
            requirements.WriteLine(
                $"requirement:{i:x6},{consumer},{drawn.Purpose},{drawn.Need},{random.Next(2_000)},measured,2026-04-28,source:bench");
            foreach (var alternative in drawn.Alternatives)
            {
                var grace = random.Next(4) == 0 ? random.Next(200).ToString(CultureInfo.InvariantCulture) : "";
                alternatives.WriteLine($"requirement:{i:x6},service:{alternative:x6},{grace},measured,source:bench");
            }
        }
    }

    private static StreamWriter Open(string folder, string name, string header)
    {
        var file = new StreamWriter(Path.Combine(folder, name));
        file.WriteLine(header);
        return file;
    }
}
