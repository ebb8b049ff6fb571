namespace Sluiswachter.Bench;

/// <summary>Writes a made-up register of uses of services, with what policy asks on file: analyses, exits, contracts.</summary>
/// <remarks>
/// For N uses N/100 bodies with ten functions each, N/40 services of N/200 suppliers, a few of them under everybody and under
/// the other services. Half of the uses are analysed and four in ten have an exit plan; the rest is unknown, as it is.
/// </remarks>
public static class PolicyGenerator
{
    /// <summary>Uses of one body.</summary>
    public const int UsesOfABody = 100;

    private const int FunctionsOfABody = 10;
    private const int Platforms = 20;

    private static readonly string[] Countries = ["US", "US", "NL", "NL", "NL", "DE", "FR", "IE", "GB", ""];
    private static readonly string[] Deployments = ["public", "public", "public", "private", "hybrid", "community", "on-premises", ""];
    private static readonly string[] Criticalities = ["vital", "essential", "important", "important", "supporting", ""];
    private static readonly string[] Purposes = ["hosting", "storage", "identity", "mail", "web", "messaging", "support", "other"];
    private static readonly string[] Kinds = ["pre-scan-dpia", "dpia", "dtia", "contract-check"];

    /// <summary>Writes the bundle into a new folder.</summary>
    /// <param name="uses">Uses, at least 1,000.</param>
    /// <param name="folder">The folder.</param>
    public static void Write(int uses, string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(1);
        var (bodies, services, suppliers) = (uses / UsesOfABody, uses / 40, uses / 200);
        Rows(folder, "sources.csv", "id,name", ["source:bench,Made up for measuring"]);
        Rows(folder, "organisations.csv", "id,name,kind,ministry,country,population,source", Enumerable.Range(0, bodies).Select(i =>
            $"org:{i:x6},Body {i},gemeente,{(i < 12 ? "" : $"org:{i % 12:x6}")},NL,{random.Next(1_000, 900_000)},source:bench"));
        Rows(folder, "functions.csv", "id,organisation,name,criticality,data_class,personal_data,source", Enumerable.Range(0, bodies * FunctionsOfABody).Select(i =>
            $"function:{i:x6},org:{i / FunctionsOfABody:x6},Function {i},{Any(Criticalities)},{Any("public", "internal", "confidential", "")},{Any("none", "ordinary", "special", "")},source:bench"));
        Rows(folder, "classifications.csv", "function,primary_process,large_scale_personal_data,base_register,source", Enumerable.Range(0, bodies * FunctionsOfABody)
            .Where(i => i % 10 < 7).Select(i => $"function:{i:x6},{Any("true", "false", "")},{Any("true", "false", "")},{Any("false", "false", "false", "true")},source:bench"));
        Rows(folder, "suppliers.csv", "id,name,country,source", Enumerable.Range(0, suppliers).Select(i =>
            $"supplier:{i:x6},Supplier {i} B.V.,{Any(Countries)},source:bench"));
        Rows(folder, "ownership.csv", "owner,owned,share,source", Enumerable.Range(1, suppliers - 1).Where(i => i % 4 == 0).Select(i =>
            $"supplier:{random.Next(i):x6},supplier:{i:x6},{random.Next(30, 101)},source:bench"));
        Rows(folder, "services.csv", "id,name,supplier,service_model,deployment,regions,customer_held_keys,source", Enumerable.Range(0, services).Select(i =>
            $"service:{i:x6},Service {i},supplier:{Popular(suppliers):x6},{Any("saas", "paas", "iaas")},{Any(Deployments)},{Any("NL", "NL IE", "NL US", "")},{Any("true", "false", "")},source:bench"));
        WriteUses(bodies, services, folder);
        Rows(folder, "contracts.csv", "id,organisation,supplier,reseller,ends_on,notice_days,governing_law,negotiated_terms,source", Enumerable.Range(0, bodies * 20).Select(i =>
            $"contract:{i:x6},org:{i / 20:x6},supplier:{Popular(suppliers):x6},{(i % 5 == 0 ? $"supplier:{Popular(suppliers):x6}" : "")},{Any("2027-01-01", "2025-01-01", "")},{Any("30", "90", "")},{Any("NL", "US", "")},{Any("none", "ARBIT", "")},source:bench"));

        string Any(params string[] words) => words[random.Next(words.Length)];

        // Few are chosen often: the square of a uniform number.
        int Popular(int count) => (int)(count * Math.Pow(random.NextDouble(), 2));

        void WriteUses(int of, int amongServices, string into)
        {
            using var requirements = Open(into, "requirements.csv", "id,consumer,purpose,material,status,valid_from,contract,source");
            using var alternatives = Open(into, "alternatives.csv", "requirement,service,data,source");
            using var assessments = Open(into, "assessments.csv", "id,kind,organisation,subject,assessor,assessed_on,approver,approved_on,review_on,conclusion,source");
            using var plans = Open(into, "exit_plans.csv", "id,organisation,service,owner,drawn_up_on,review_on,planned_exit,sudden_exit,tested_on,test_passed,source");
            using var targets = Open(into, "exit_alternatives.csv", "exit_plan,service,source");
            using var decisions = Open(into, "decisions.csv", "id,kind,organisation,subject,clause,by,decided_on,reason,source");
            for (var body = 0; body < of; body++)
            {
                var own = new HashSet<int>();
                while (own.Count < UsesOfABody)
                {
                    own.Add(Popular(amongServices));
                }

                foreach (var (place, service) in own.Index())
                {
                    var use = (body * UsesOfABody) + place;
                    var (org, subject) = ($"org:{body:x6}", $"service:{service:x6}");
                    var consumer = place < 5 ? org : $"function:{(body * FunctionsOfABody) + (place % FunctionsOfABody):x6}";
                    var planned = place % 25 == 24;
                    requirements.WriteLine(
                        $"requirement:{use:x6},{consumer},{Any(Purposes)},{Any("true", "false", "", "")},{(planned ? "planned,2026-01-01" : "in-use,")},,source:bench");
                    alternatives.WriteLine($"requirement:{use:x6},{subject},{Any("none", "encrypted", "clear", "")},source:bench");
                    if (random.Next(2) == 0)
                    {
                        assessments.WriteLine(
                            $"risk:{use:x6},risk-analysis,{org},{subject},CISO,2025-0{random.Next(1, 10)}-01,{(random.Next(4) == 0 ? "," : "CIO,2025-11-01")},{Any("2026-03-01", "2027-03-01", "")},acceptable,source:bench");
                    }

                    if (random.Next(2) == 0)
                    {
                        assessments.WriteLine(
                            $"check:{use:x6},{Any(Kinds)},{org},{subject},FG,2025-0{random.Next(1, 10)}-01,CIO,2025-11-01,{Any("2026-03-01", "2027-03-01", "")},{Any("low", "high", "")},source:bench");
                    }

                    if (random.Next(5) < 2)
                    {
                        plans.WriteLine(
                            $"exit:{use:x6},{org},{subject},CIO,2025-06-01,{Any("2026-06-01", "2027-06-01")},true,{Any("true", "false", "")},{Any("2026-05-01,true", "2024-05-01,false", ",")},source:bench");
                        targets.WriteLine($"exit:{use:x6},service:{Popular(amongServices):x6},source:bench");
                    }

                    if (random.Next(10) == 0)
                    {
                        decisions.WriteLine(
                            $"decision:{use:x6},{Any("accepted", "notified", "published")},{org},{subject},{Any("rijksbreed-cloudbeleid-2026/4.3", "")},CIO,2026-02-01,made up,source:bench");
                    }
                }
            }

            // Services stand on a few platforms, with a fallback now and then.
            for (var service = Platforms; service < amongServices; service++)
            {
                requirements.WriteLine($"supply:{service:x6},service:{service:x6},hosting,,in-use,,,source:bench");
                alternatives.WriteLine($"supply:{service:x6},service:{random.Next(Platforms):x6},,source:bench");
                if (service % 4 == 0)
                {
                    var others = amongServices - Platforms;
                    var another = Platforms + ((service - Platforms + random.Next(1, others)) % others);
                    alternatives.WriteLine($"supply:{service:x6},service:{another:x6},,source:bench");
                }
            }
        }
    }

    private static void Rows(string folder, string name, string header, IEnumerable<string> rows)
    {
        using var file = Open(folder, name, header);
        foreach (var row in rows)
        {
            file.WriteLine(row);
        }
    }

    private static StreamWriter Open(string folder, string name, string header)
    {
        var file = new StreamWriter(Path.Combine(folder, name));
        file.WriteLine(header);
        return file;
    }
}
