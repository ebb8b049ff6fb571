using System.Text.RegularExpressions;

namespace Sluiswachter.Tidy;

public sealed partial class DocumentTests
{
    private static readonly string[] RootFiles =
    [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "publiccode.yml", "SECURITY.md",
        "REUSE.toml", "demo", "test", "sluis", ".ci/run",
    ];

    [Fact]
    public void The_root_holds_what_a_newcomer_needs() =>
        Assert.Empty(RootFiles.Where(f => !File.Exists(Path.Combine(House.Root, f)) && !Directory.Exists(Path.Combine(House.Root, f))));

    [Fact]
    public void No_link_in_a_document_is_dead() =>
        Assert.Empty(
            from document in Documents()
            from link in Links().Matches(WithoutCode(House.Read(document)))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Exists(document, target)
            select $"{document}: {target}");

    [Fact]
    public void A_test_that_the_architecture_names_exists()
    {
        var sources = string.Join('\n', House.Files("tests", "*.cs").Select(House.Read));
        Assert.Empty(
            from name in NamedTests().Matches(House.Read("ARCHITECTURE.md"))
            let test = name.Groups["test"].Value
            where !Regex.IsMatch(sources, $@"\b{Regex.Escape(test)}\b")
            select test);
    }

    [Fact]
    public void Every_file_that_ships_facts_of_others_has_a_licence()
    {
        var reuse = House.Read("REUSE.toml");
        var folders = House.Files("content", "*").Concat(House.Files("samples", "*"))
            .Where(f => f.Split('/').Length > 2).Select(f => string.Join('/', f.Split('/').Take(2))).Distinct(StringComparer.Ordinal);
        Assert.Empty(folders.Where(f => !reuse.Contains($"\"{f}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_names_the_machine_it_was_made_on() =>
        Assert.Empty(
            from file in Documents().Concat(House.Files("src", "*.*")).Concat(House.Files("content", "*.*")).Concat(["demo", "test", "sluis"])
            where !file.EndsWith(".gz", StringComparison.Ordinal)
            where MachineNames().IsMatch(House.Read(file))
            select file);

    private static IEnumerable<string> Documents() =>
        Directory.GetFiles(House.Root, "*.md").Select(f => Path.GetFileName(f)!)
            .Concat(House.Files("docs", "*.md")).Concat(House.Files("content", "*.md"))
            .Concat(House.Files("samples", "*.md")).Concat(House.Files("bench", "*.md"));

    private static bool Exists(string document, string target)
    {
        var path = target.Split('#')[0];
        var file = path.Length == 0
            ? Path.Combine(House.Root, document)
            : Path.GetFullPath(Path.Combine(House.Root, Path.GetDirectoryName(document)!, Uri.UnescapeDataString(path)));
        if (!File.Exists(file) && !Directory.Exists(file))
        {
            return false;
        }

        return !target.Contains('#', StringComparison.Ordinal) || !file.EndsWith(".md", StringComparison.Ordinal)
            || Anchors(File.ReadAllText(file)).Contains(target.Split('#')[1]);
    }

    private static HashSet<string> Anchors(string text) =>
        [.. Headings().Matches(text).Select(h => Slug(h.Groups["text"].Value))];

    private static string Slug(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private static string WithoutCode(string text) => Code().Replace(text, "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+\s+(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"`(?:\w+\.)?(?<test>[A-Z][a-z0-9]*(?:_\w+)+)`")]
    private static partial Regex NamedTests();

    [GeneratedRegex(@"/(work|farm)/|(api\.nuget|registry\.npmjs|deb\.debian)\.org")]
    private static partial Regex MachineNames();
}
