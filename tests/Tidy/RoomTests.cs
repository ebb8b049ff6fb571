using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Sluiswachter.Tidy;

public sealed class RoomTests
{
    private static readonly string[] Impure =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Path",
        "System.Console", "System.Random", "System.TimeProvider", "System.Diagnostics.Stopwatch",
        "System.Diagnostics.Process", "System.Threading.Thread", "System.Net", "System.Data", "Microsoft.Data", "Npgsql",
    ];

    private static readonly string[] ImpureMembers =
        ["System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid"];

    public static TheoryData<string> Rooms => [.. House.Arrows.Keys];

    public static TheoryData<string> PureRooms => [.. House.Pure];

    [Fact]
    public void Every_room_is_known() =>
        Assert.Equal(
            House.Arrows.Keys.Order(StringComparer.Ordinal),
            Directory.GetDirectories(Path.Combine(House.Root, "src")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Arrows_only_point_down(string room) =>
        Assert.Empty(References(room).Except(House.Arrows[room], StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(PureRooms))]
    public void A_pure_room_uses_no_package(string room) =>
        Assert.Empty(Project(room).Descendants("PackageReference"));

    [Theory]
    [MemberData(nameof(PureRooms))]
    public void A_pure_room_touches_no_file_clock_chance_or_network(string room) =>
        Assert.Empty(WorldTouchedBy(Path.Combine(AppContext.BaseDirectory, $"Sluiswachter.{room}.dll")));

    [Fact]
    public void Touching_the_world_would_be_seen()
    {
        var own = WorldTouchedBy(typeof(RoomTests).Assembly.Location);
        Assert.Contains("System.IO.File", own);
        Assert.Contains("System.IO.Directory", own);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_room_has_tests(string room) =>
        Assert.True(
            Directory.Exists(Path.Combine(House.Root, "tests", $"{room}.Tests")),
            $"expected tests of {room} in tests/{room}.Tests");

    private static IEnumerable<string> References(string room) =>
        Project(room).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

    private static XDocument Project(string room) =>
        XDocument.Load(Path.Combine(House.Root, "src", room, $"{room}.csproj"));

    private static List<string> WorldTouchedBy(string assembly)
    {
        using var file = File.OpenRead(assembly);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var types = metadata.TypeReferences.Select(h => NameOf(metadata, h)).ToList();
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"{NameOf(metadata, (TypeReferenceHandle)m.Parent)}.{metadata.GetString(m.Name)}")
            .ToList();
        return
        [
            .. types.Where(t => Array.Exists(Impure, i => t == i || t.StartsWith(i + ".", StringComparison.Ordinal))),
            .. members.Intersect(ImpureMembers, StringComparer.Ordinal),

            // Iterators ask for the thread they run on; everything else of Environment is the machine's.
            .. members.Where(m => m.StartsWith("System.Environment.", StringComparison.Ordinal) &&
                m != "System.Environment.get_CurrentManagedThreadId"),
        ];
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
