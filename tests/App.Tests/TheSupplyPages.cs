using System.Text.Json;
using Sluiswachter.App.Inquiries;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>The worked examples of docs/alternatives.md and docs/catch-up.md are true.</summary>
public sealed class TheSupplyPages
{
    [Theory]
    [InlineData("alternatives")]
    [InlineData("catch-up")]
    public void Every_example_on_them_comes_out_as_it_says(string page)
    {
        var block = Example(page);
        using var desk = new Desk();
        var end = block.IndexOf("");
        desk.Accept(string.Join('\n', block[..end]));
        var questions = block[(end + 1)..].Chunk(2).ToList();
        Assert.NotEmpty(questions);
        Assert.All(questions, pair => Assert.Equal(pair[1], Told(page, Answer(pair[0], desk))));
    }

    private static JsonElement Answer(string question, Desk desk)
    {
        var words = question.Split(' ');
        var inquiry = Inquiry.All.Single(i => i.Name == words[0]);
        var subject = inquiry.Parameters.SingleOrDefault(p => p.IsSubject);
        IEnumerable<string[]> options = words.Skip(subject is null ? 1 : 2).Chunk(2);
        var said = options.Select(w => (inquiry.Parameters.Single(p => p.Option == w[0]).Name, Value: w[1]))
            .Concat(subject is null ? [] : [(subject.Name, words[1])])
            .GroupBy(w => w.Name).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(w => w.Value)]);
        return Json(inquiry.Ask(new InquiryWords(said), new InquiryDesk(desk.Store, new DateOnly(2026, 11, 22))));
    }

    private static string Told(string page, JsonElement answer) => page == "alternatives"
        ? string.Join("; ", All(answer, "alternatives").Where(a => Text(a, "origin") == "register").Select(a =>
            $"{Text(a, "id")} {Text(a, "reach")} {string.Join(' ', new[] { "full", "partial", "missing" }.Select(n => a.GetProperty(n).GetArrayLength()))}"))
        : string.Join(", ", All(answer, "analyses").Select(a =>
              $"{a.GetProperty("week")} {Text(a, "organisation") ?? "all"} {Text(a, "service")} {a.GetProperty("risk")}")) + "; " +
          string.Join(' ', All(answer, "weeks").Select(w => $"{w.GetProperty("usesLeft")}/{w.GetProperty("riskLeft")}")) + "; " +
          (answer.GetProperty("optimal").GetBoolean() ? "optimal" : $"not below {answer.GetProperty("bound")}");

    private static IEnumerable<JsonElement> All(JsonElement answer, string name) => answer.GetProperty(name).EnumerateArray();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>The lines of the fenced block of a page that holds its example.</summary>
    private static List<string> Example(string page)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sluiswachter.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return [.. File.ReadLines(Path.Combine(folder, "docs", $"{page}.md")).SkipWhile(l => l != $"```{page}").Skip(1).TakeWhile(l => l != "```")];
    }
}
