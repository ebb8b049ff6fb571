using Sluiswachter.Exchange.Frameworks;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Tests;

/// <summary>Everything that is wrong with a file of frameworks is told at once, each with its line.</summary>
public sealed class FrameworkMistakesTests : IDisposable
{
    private const string Sound = """
        framework: 1
        urn: urn:polder:risk:framework:backup
        ref-id: backup
        version: 1
        kind: other
        grain: service
        name: { en: Backups, nl: Reservekopieën }
        description: { en: About backups., nl: Over reservekopieën. }
        source: { en: Rules, nl: Regels }
        provider: Polder
        licence: CC0-1.0
        weights:
          usual: { copies: 60, people: 40 }
        nodes:
          - ref-id: copies
            name: { en: Copies, nl: Kopieën }
          - ref-id: copies-age
            parent: copies
            text: { en: How old?, nl: Hoe oud? }
            options:
              - { points: 0, en: a week, nl: een week }
              - { points: 10, en: a day, nl: een dag }
          - ref-id: people
            name: { en: People, nl: Mensen }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("frameworks-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_picture_itself_is_sound() => Assert.Empty(Mistakes(Sound));

    [Theory]
    [InlineData("parent: copies", "parent: copie", "17: there is no node 'copie' to be its parent (did you mean 'copies'?): expected the ref id of a node")]
    [InlineData("ref-id: people", "ref-id: people\n    parent: people", "23: its parents lead back to itself (people → people): expected a tree")]
    [InlineData("ref-id: people", "ref-id: copies-age", "23: 'copies-age' is the name of something else too: expected each once")]
    [InlineData("people: 40", "people: 30", "13: the weights 'usual' add up to 90: expected 100")]
    [InlineData("people: 40", "peple: 40", "13: 'peple' is not an objective (did you mean 'people'?): expected the ref id of a node without a parent")]
    [InlineData("people: 40", "people: 40, copies-age: 0", "13: 'copies-age' is not an objective")]
    [InlineData("60, people: 40", "160, people: -60", "13: the weights 'usual' hold one that is no percentage: expected 0 to 100")]
    [InlineData("points: 10", "points: 1001", "22: 1001 points: expected 0 to 1000")]
    [InlineData("points: 10", "points: -1", "22: -1 points: expected 0 to 1000")]
    [InlineData("points: 10", "points: ten", "22: found 'ten': expected a number such as 41.67")]
    [InlineData("points: 10, ", "", "17: some options have points or a SEAL level and others do not: expected all or none")]
    [InlineData("points: 10", "id: '1', points: 10", "22: '1' is the name of something else too")]
    [InlineData("points: 10", "points: 10, tells: yes", "17: an option says 'yes' of a fact that its question does not name: expected 'checks:'")]
    [InlineData("text: { en: How old?", "checks: storage\n    text: { en: How old?", "19: found 'storage': expected one of deployment,")]
    [InlineData("text: { en: How old?, nl: Hoe oud? }\n    options:\n      - { points: 0,", "checks: storage-in-europe\n    text: { en: How old?, nl: Hoe oud? }\n    options:\n      - { tells: perhaps, points: 0,", "17: 'perhaps' is not one of: yes, no")]
    [InlineData("points: 10", "seal: 5, points: 10", "22: found '5': expected a whole number from 0 to 4")]
    [InlineData("nl: een dag", "", "22: the key 'nl' is missing: expected the text in Dutch")]
    [InlineData("{ en: Copies, nl: Kopieën }", "{ en: Copies }", "16: the key 'nl' is missing: expected the text in Dutch")]
    [InlineData("options:", "optoins:", "20: unknown key 'optoins' (did you mean 'options'?): expected ref-id, parent,")]
    [InlineData("options:\n      - { points: 0, en: a week, nl: een week }\n      - { points: 10, en: a day, nl: een dag }", "options: fulfillment", "20: found 'fulfillment': expected one of fulfilment (did you mean 'fulfilment'?)")]
    [InlineData("kind: other", "kind: rsik-analysis", "5: found 'rsik-analysis': expected one of risk-analysis,")]
    [InlineData("licence: CC0-1.0", "licence: CC0-1.0\nvalid-from: 01-06-2026", "12: found '01-06-2026': expected a date as 2026-06-01")]
    [InlineData("licence: CC0-1.0", "licence: CC0-1.0\nvalid-from: 2026-06-01\nvalid-until: 2026-06-01", "13: valid_until '2026-06-01' is not after valid_from")]
    [InlineData("framework: 1", "framework: 2", "1: framework: '2' is not known: expected 'framework: 1'")]
    [InlineData("framework: 1\n", "", "1: this is no framework: expected 'framework: 1' at the top")]
    [InlineData("urn:polder:risk:framework:backup", "urn:polder:backup", "2: 'urn:polder:backup' is not the urn of a framework")]
    [InlineData("ref-id: copies-age", "ref-id: 'copies age'", "17: 'copies age' is not a ref id")]
    [InlineData("licence: CC0-1.0\n", "", "1: the key 'licence' is missing")]
    [InlineData("text: { en: How old?, nl: Hoe oud? }", "risk: yes", "19: a risk is read from the matrix")]
    [InlineData("parent: copies\n", "parent: copies\n    not-applicable: yes\n", "17: a question with a SEAL level, or with points in a framework with weights")]
    [InlineData("version: 1", "version: &a 1", "4: anchors and aliases (& and *): not allowed in a framework; write it out")]
    [InlineData("version: 1", "version: !!int 1", "4: tags (!): not allowed in a framework; write it out")]
    [InlineData("version: 1", "version: 1\nversion: 1", "5: 'version' stands here twice: expected each key once")]
    [InlineData("nl: Mensen }", "nl: Mensen }\n---\nframework: 1", "25: a second document: not allowed in a framework")]
    [InlineData("version: 1", "version: [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]", "4: nesting this deep: not allowed in a framework")]
    public void A_mistake_is_told_with_its_line(string sound, string mistaken, string expected)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);
        var mistakes = Mistakes(Sound.Replace(sound, mistaken, StringComparison.Ordinal));
        Assert.Contains(mistakes, m => m.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_in_one_go() => Assert.Equal(
        [5, 13, 17, 22],
        FrameworkFile.Read(
            Sound.Replace("kind: other", "kind: none", StringComparison.Ordinal).Replace("people: 40", "people: 41", StringComparison.Ordinal)
                .Replace("parent: copies", "parent: paper", StringComparison.Ordinal).Replace("points: 10", "points: 1001", StringComparison.Ordinal),
            "f.yaml").Complaints.Select(c => c.Place.Row));

    [Fact]
    public void A_circle_of_several_is_told_once_with_its_way()
    {
        var circle = Sound.Replace("  usual: { copies: 60, people: 40 }", "  usual: {}", StringComparison.Ordinal)
            .Replace("ref-id: copies\n", "ref-id: copies\n    parent: people\n", StringComparison.Ordinal)
            .Replace("ref-id: people\n", "ref-id: people\n    parent: copies\n", StringComparison.Ordinal);
        Assert.Single(Mistakes(circle), m => m.Contains("(copies → people → copies)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_many_megabytes_is_refused() => Assert.Contains(
        "too large for a framework", Assert.Single(Mistakes(Sound + "\n#" + new string('x', 9 << 20))), StringComparison.Ordinal);

    [Fact]
    public void A_name_that_another_file_has_is_refused()
    {
        var (one, other) = (Write("one.yaml", Sound), Write("other.yaml", Sound));
        var complaint = Assert.Single(FrameworkFile.OpenAll([one, other]).Complaints);
        Assert.Equal((other, true), (complaint.Place.File, complaint.Problem is InAnotherFile));
        var renamed = Write("renamed.yaml", Sound.Replace("urn:polder:risk:framework:backup", "urn:polder:risk:framework:b", StringComparison.Ordinal));
        Assert.Equal("backup", Assert.IsType<InAnotherFile>(Assert.Single(FrameworkFile.OpenAll([one, renamed]).Complaints).Problem).Name);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() =>
        Assert.IsType<UnreadableFile>(Assert.Single(FrameworkFile.Open(Path.Combine(folder.FullName, "none.yaml")).Complaints).Problem);

    [Fact]
    public void Answers_are_checked_row_by_row()
    {
        var framework = Assert.Single(FrameworkFile.Read(Sound, "f.yaml").Frameworks);
        var path = Write("answers.csv", """
            question,option,not_applicable,evidence
            copies-age,3,,
            copies-ages,1,,
            copies-age,,because,
            copies-age,1,,a link
            copies-age,2,,
            """);
        var (sheet, complaints) = AnswerFile.Open(path, framework);
        Assert.Null(sheet);
        Assert.Equal(
            [
                "2: '3' is not an option of this question: expected 1, 2, or nothing when it is unknown",
                "3: 'copies-ages' is not a question of this framework (did you mean 'copies-age'?): expected the ref id of one",
                "4: 'copies-age' always applies: expected an option, or nothing when it is unknown",
                "6: 'copies-age' is answered twice: expected one answer",
            ],
            complaints.Select(c => $"{c.Place.Row}: {c.Problem}"));
        Assert.IsType<UnknownKey>(AnswerFile.Open(Write("typo.csv", "question,option,evidense\ncopies-age,1,x\n"), framework).Complaints[0].Problem);
    }

    private static IEnumerable<string> Mistakes(string yaml) =>
        FrameworkFile.Read(yaml, "f.yaml").Complaints.Select(c => $"{c.Place.Row}: {c.Problem.In(Language.English)}");

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder.FullName, name), text);
        return Path.Combine(folder.FullName, name);
    }
}
