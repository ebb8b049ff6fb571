using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>The worked examples of docs/policy.md are true.</summary>
public sealed class ThePolicyPage
{
    [Fact]
    public void Every_example_on_it_comes_out_as_it_says()
    {
        var blocks = Blocks();
        Assert.NotEmpty(blocks);
        blocks.ForEach(block =>
        {
            using var desk = new Desk();
            var end = block.IndexOf("");
            desk.Accept(string.Join('\n', block[..end]));
            foreach (var pair in block[(end + 1)..].Chunk(2))
            {
                Assert.Equal(pair[1], Answer(pair[0], desk));
            }
        });
    }

    private static string Answer(string question, Desk desk)
    {
        var words = question.Split(' ');
        var inquiry = Inquiry.All.Single(i => i.Name == words[0]);
        var said = words[1..].Chunk(2).ToDictionary(
            w => inquiry.Parameters.Single(p => p.Option == w[0]).Name, w => (IReadOnlyList<string>)[w[1]]);
        var reply = inquiry.Ask(new InquiryWords(said), new InquiryDesk(desk.Store, new DateOnly(2026, 11, 22)));
        return inquiry is ReportInquiry
            ? ((Paragraph)reply.Tell(Language.English, 10)!.Parts[0]).Text
            : string.Join("; ", Json(reply).GetProperty("findings").EnumerateArray().Select(Describe).DefaultIfEmpty("nothing"));
    }

    private static string Describe(JsonElement finding)
    {
        var treatment = finding.GetProperty("treatment") is { ValueKind: JsonValueKind.Object } decision
            ? $", {decision.GetProperty("kind")} by {decision.GetProperty("by")}"
            : "";
        return $"{finding.GetProperty("organisation")} {finding.GetProperty("service")} " +
            $"{(finding.GetProperty("open").GetBoolean() ? "open" : "broken")} since {finding.GetProperty("since")}{treatment}";
    }

    /// <summary>The lines of each fenced block that holds an example.</summary>
    private static List<List<string>> Blocks()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sluiswachter.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var (blocks, inside) = (new List<List<string>>(), false);
        foreach (var line in File.ReadLines(Path.Combine(folder, "docs", "policy.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == "```policy";
                if (inside)
                {
                    blocks.Add([]);
                }
            }
            else if (inside)
            {
                blocks[^1].Add(line);
            }
        }

        return blocks;
    }
}
