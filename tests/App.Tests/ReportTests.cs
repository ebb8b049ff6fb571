using System.Text;
using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Fixtures;
using static Sluiswachter.App.Tests.Replies;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Sluiswachter.App.Tests;

/// <summary>The Court of Audit's table comes out of a register that also holds all that must not count.</summary>
public sealed class ReportTests(PostgresServer server)
{
    private const int Public = 700;
    private const int PrivateOrHybrid = 477;
    private const int Unknown = 411;
    private const int Material = 126;
    private const int NotAnalysed = 84;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void It_counts_1588_is_700_and_477_and_411_with_126_material_and_84_of_those_without_analysis(bool onPostgres, int seed)
    {
        using var desk = new Desk(onPostgres ? "postgres:" + server.NewDatabase() : null);
        desk.Accept(Register(new Random(seed)));
        var answer = Json(Ask(desk));
        Assert.Equal((1_588, Public, Material, NotAnalysed), (
            Number(answer.GetProperty("total"), "uses"), Number(answer.GetProperty("total"), "public"),
            Number(answer.GetProperty("total"), "publicMaterial"), Number(answer.GetProperty("total"), "publicMaterialNotAnalysed")));
        Assert.Equal(
            [$"public {Public}", $"private-or-hybrid {PrivateOrHybrid}", $"unknown {Unknown}"],
            answer.GetProperty("deployments").EnumerateArray().Select(d => $"{d.GetProperty("id")} {d.GetProperty("uses")}"));
        foreach (var parts in new[] { "ministries", "bodies", "controllers" })
        {
            var lines = answer.GetProperty(parts).EnumerateArray().ToList();
            Assert.Equal(1_588, lines.Sum(l => Number(l, "uses")));
            Assert.Equal(NotAnalysed, lines.Sum(l => Number(l, "publicMaterialNotAnalysed")));
        }

        Assert.Equal(("supplier:top", Material), (
            answer.GetProperty("controllers")[0].GetProperty("id").GetString(), Number(answer.GetProperty("controllers")[0], "publicMaterial")));
        Assert.True(Number(answer.GetProperty("notCounted"), "duplicates") > 100);
        Assert.True(Number(answer.GetProperty("notCounted"), "plannedOrConsidered") > 100);
        var text = Ask(desk).Answer!.Tell(Model.Language.English, 3);
        Assert.Contains(
            "1,588 = public 700 + private or hybrid 477 + unknown 411. Of the public ones material: 126; of these without an approved risk analysis: 84 of 126 (66.7 %).",
            ((Paragraph)text.Parts[0]).Text, StringComparison.Ordinal);
        var kinds = Ask(desk).Answer!.Tell(Model.Language.English, 1).Parts.OfType<Table>().First();
        Assert.Equal(["public", "private or hybrid", "unknown"], kinds.Rows.Select(r => r[0]));
    }

    [Fact]
    public void Services_are_one_by_supplier_and_name_or_by_a_number_and_so_on_from_one_to_the_next()
    {
        using var desk = new Desk();
        desk.Accept("""
            organisations.csv
            id,name
            town,Stad
            lake,Meer
            suppliers.csv
            id,name
            acme,Acme
            shop,Winkel
            services.csv
            id,name,supplier,deployment
            a,Microsoft 365,acme,
            b,microsoft  365,acme,hybrid
            c,Kantoor,shop,
            d,Microsoft 365,shop,public
            identifiers.csv
            id,scheme,value
            b,domain,office.example
            c,domain,office.example
            acme,domain,office.example
            requirements.csv
            id,consumer,purpose,material
            r1,town,mail,
            r2,town,storage,true
            r3,lake,mail,
            alternatives.csv
            requirement,service
            r1,a
            r1,b
            r2,c
            r2,d
            r3,a
            """);
        var answer = Json(Ask(desk));
        Assert.Equal(
            ["public 1 1", "private-or-hybrid 1 1", "unknown 1 0"],
            answer.GetProperty("deployments").EnumerateArray().Select(d => $"{d.GetProperty("id")} {d.GetProperty("uses")} {d.GetProperty("material")}"));
        Assert.Equal(2, Number(answer.GetProperty("notCounted"), "duplicates"));
    }

    /// <summary>The audit's services, and among them, in random order, everything that must not count.</summary>
    private static string Register(Random random)
    {
        List<string> organisations = ["ministry:a,Ministerie A,,", "ministry:b,Ministerie B,,"];
        List<string> services = [], requirements = [], alternatives = [], assessments = [], identifiers = [];
        for (var body = 0; body < 40; body++)
        {
            organisations.Add($"org:{body},Orgaan {body},,ministry:{"ab"[body % 2]}");
        }

        var place = 0;
        foreach (var (count, deployments) in new[] { (Public, new[] { "public" }), (PrivateOrHybrid, ["private", "hybrid", "community", "on-premises"]), (Unknown, [""]) })
        {
            for (var i = 0; i < count; i++, place++)
            {
                var material = deployments[0] == "public" && i < Material;
                Add(place, $"org:{place % 40}", deployments[random.Next(deployments.Length)], material, analysed: i >= NotAnalysed);
            }
        }

        return $"""
            organisations.csv
            id,name,parent,ministry
            {Mixed(organisations)}
            suppliers.csv
            id,name,country
            supplier:top,Top,US
            supplier:daughter,Dochter,IE
            supplier:other,Ander,NL
            ownership.csv
            owner,owned,control
            supplier:top,supplier:daughter,sole
            services.csv
            id,name,supplier,deployment,valid_until
            {Mixed(services)}
            identifiers.csv
            id,scheme,value
            {Mixed(identifiers)}
            requirements.csv
            id,consumer,purpose,material,status,valid_from,valid_until
            {Mixed(requirements)}
            alternatives.csv
            requirement,service
            {Mixed(alternatives)}
            assessments.csv
            id,kind,organisation,subject,approved_on,valid_until
            {Mixed(assessments)}
            """;

        void Add(int n, string body, string deployment, bool material, bool analysed)
        {
            var supplier = material || random.Next(2) == 0 ? "supplier:daughter" : "supplier:other";
            var name = $"Dienst {n}";
            services.Add($"service:{n},{name},{supplier},{deployment},");
            Need($"{n}", body, $"service:{n}", material ? "true" : "", "in-use");
            // Other ways of being in use, which change nothing: a second need, by an ending or migrating one.
            Need($"{n}-again", body, $"service:{n}", "", n % 2 == 0 ? "ending" : "migrating");
            if (material)
            {
                // An analysis that was never approved, one of another body, one that ended, one of another kind.
                assessments.Add($"draft:{n},risk-analysis,{body},service:{n},,");
                assessments.Add($"other:{n},risk-analysis,ministry:a,service:{n},2026-01-01,");
                assessments.Add($"old:{n},risk-analysis,{body},service:{n},2020-01-01,2024-01-01");
                assessments.Add($"late:{n},risk-analysis,{body},service:{n},2026-12-31,");
                assessments.Add($"dpia:{n},dpia,{body},service:{n},2026-01-01,");
            }

            if (analysed)
            {
                assessments.Add($"sound:{n},risk-analysis,{(n % 3 == 0 ? "" : body)},service:{n},2026-01-01,");
            }

            switch (n % 5)
            {
                case 0:
                    services.Add($"twin:{n},dienst  {n},{supplier},{deployment},");
                    Need($"{n}-twin", body, $"twin:{n}", "", "in-use");
                    break;
                case 1:
                    services.Add($"twin:{n},Naam {n},supplier:other,,");
                    identifiers.AddRange([$"twin:{n},domain,dienst{n}.example", $"service:{n},domain,dienst{n}.example"]);
                    Need($"{n}-twin", body, $"twin:{n}", "", "in-use");
                    break;
                case 2:
                    services.Add($"ended:{n},Oud {n},{supplier},public,2026-01-01");
                    Need($"{n}-gone", body, $"ended:{n}", "true", "in-use");
                    Need($"{n}-over", body, $"service:{(n + 1) % 100}", "true", "in-use", until: "2026-04-28");
                    break;
                case 3:
                    Need($"{n}-planned", body, $"plan:{n}", "true", "planned", from: "2026-01-01");
                    services.Add($"plan:{n},Plan {n},{supplier},public,");
                    break;
                default:
                    Need($"{n}-thought", body, $"plan:{n}", "true", "considered", from: "2026-01-01");
                    services.Add($"plan:{n},Plan {n},{supplier},,");
                    Need($"{n}-later", body, $"plan:{n}", "true", "in-use", from: "2026-04-29");
                    break;
            }
        }

        void Need(string id, string body, string service, string material, string status, string from = "", string until = "")
        {
            requirements.Add($"r:{id},{body},{(random.Next(2) == 0 ? "mail" : "hosting")},{material},{status},{from},{until}");
            alternatives.Add($"r:{id},{service}");
        }

        string Mixed(List<string> lines)
        {
            var rows = lines.ToArray();
            random.Shuffle(rows);
            return new StringBuilder().AppendJoin('\n', rows).ToString();
        }
    }

    private static int Number(JsonElement line, string name) => line.GetProperty(name).GetInt32();

    private static InquiryReply Ask(Desk desk) => new ReportInquiry().Ask(
        new InquiryWords(new Dictionary<string, IReadOnlyList<string>>()), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
}
