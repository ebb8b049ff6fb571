using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sluiswachter.Tidy;

public sealed partial class SourceTests
{
    private const int LongestFile = 450;
    private const int LongestLine = 140;

    private static readonly string[] BannedWords = ["Helper", "Util", "Manager", "Common", "Base", "Impl"];

    public static TheoryData<string> Libraries => [.. House.Arrows.Keys.Where(r => r != "Cli")];

    [Fact]
    public void A_source_file_is_named_after_its_first_type_or_is_a_family_in_the_plural()
    {
        var misnamed =
            from file in House.Files("src", "*.cs")
            let first = FirstType().Match(House.Read(file))
            where first.Success && Path.GetFileNameWithoutExtension(file) is var name
                && name != first.Groups["name"].Value && !name.EndsWith('s')
            select $"{file}: first type is {first.Groups["name"].Value}";
        Assert.Empty(misnamed);
    }

    [Fact]
    public void A_source_file_is_one_thing() =>
        Assert.Empty(
            from file in House.Files("src", "*.cs").Concat(House.Files("tests", "*.cs"))
            let lines = House.Read(file).Count(c => c == '\n')
            where lines > LongestFile
            select $"{file}: {lines} lines");

    [Fact]
    public void A_line_fits_a_window() =>
        Assert.Empty(
            from file in House.Files("src", "*.cs")
            from line in House.Read(file).Split('\n').Select((text, i) => (text, number: i + 1))
            where line.text.Length > LongestLine && !line.text.Contains('"', StringComparison.Ordinal)
            select $"{file}:{line.number}: {line.text.Length} columns");

    [Fact]
    public void Names_say_what_a_thing_is() =>
        Assert.Empty(
            from file in House.Files("src", "*.cs")
            from type in AnyType().Matches(House.Read(file))
            let name = type.Groups["name"].Value
            where Array.Exists(BannedWords, w => Regex.IsMatch(name, $"{w}(?![a-z])"))
            select $"{file}: {name}");

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Every_public_type_says_what_it_means(string room)
    {
        var documented = XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"Sluiswachter.{room}.xml"))
            .Descendants("member")
            .Where(m => m.Element("summary") is { Value.Length: > 0 } || m.Element("inheritdoc") is not null)
            .Select(m => m.Attribute("name")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Empty(PublicTypes(room).Where(t => !documented.Contains($"T:{t}")));
    }

    [Fact]
    public void Nothing_is_left_undone() =>
        Assert.Empty(
            from file in House.Files("src", "*.*").Concat(House.Files("tests", "*.cs"))
            where Undone().IsMatch(House.Read(file)) && !file.EndsWith("SourceTests.cs", StringComparison.Ordinal)
            select file);

    private static IEnumerable<string> PublicTypes(string room)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"Sluiswachter.{room}.dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return
        [
            .. from handle in metadata.TypeDefinitions
               let type = metadata.GetTypeDefinition(handle)
               where (type.Attributes & System.Reflection.TypeAttributes.VisibilityMask) ==
                   System.Reflection.TypeAttributes.Public
               let space = metadata.GetString(type.Namespace)
               let name = metadata.GetString(type.Name)
               where space.StartsWith("Sluiswachter", StringComparison.Ordinal) && !name.Contains('<', StringComparison.Ordinal)
               select $"{space}.{name}",
        ];
    }

    [GeneratedRegex(@"^(public|internal|file)\s[\w\s]*?\b(class|record struct|record|struct|interface|enum)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex FirstType();

    [GeneratedRegex(@"\b(class|record struct|record|struct|interface|enum)\s+(?<name>[A-Z]\w+)")]
    private static partial Regex AnyType();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex Undone();
}
