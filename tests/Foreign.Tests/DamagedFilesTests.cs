using Sluiswachter.Exchange;
using Sluiswachter.ForeignData;

namespace Sluiswachter.Foreign.Tests;

/// <summary>Whatever happened to a file on its way: no exception, and nothing by half.</summary>
public sealed class DamagedFilesTests
{
    private static readonly Dictionary<string, Func<string, (bool Wrong, bool ReadSomething)>> Readers = new()
    {
        ["marketplace-extract.json"] = path => Judge(ForeignFedramp.Read(path)),
        ["organisations-extract.jsonl"] = path => Judge(ForeignOrganisationsNl.Read(path, [])),
        ["mxmap-nl/summary-nl.json"] = path =>
            ForeignMxmapNl.Read(path) is var read ? (read.Complaints.Any(c => !c.IsWarning), read.Value is not null) : default,
    };

    public static TheoryData<string> Files => new(Readers.Keys);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_off_anywhere_is_refused_whole_or_read_whole(string name)
    {
        var whole = File.ReadAllBytes(Path.Combine(DataFolders.Extracts, name));
        for (var length = 0; length < whole.Length; length += 97)
        {
            ReadsAllOrNothing(name, whole[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_with_any_byte_changed_is_refused_whole_or_read_whole(string name)
    {
        var whole = File.ReadAllBytes(Path.Combine(DataFolders.Extracts, name));
        var random = new Random(20260428);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var j = 0; j < 1 + i % 3; j++)
            {
                damaged[random.Next(damaged.Length)] = (byte)"\"{}[]0,:\\-\0\u00FF"[random.Next(12)];
            }

            ReadsAllOrNothing(name, damaged);
        }
    }

    private static void ReadsAllOrNothing(string name, byte[] bytes)
    {
        using var file = new TempFile("", Path.GetFileName(name));
        File.WriteAllBytes(file.Path, bytes);
        var (wrong, readSomething) = Readers[name](file.Path);
        Assert.NotEqual(wrong, readSomething);
        ForeignFormat.Recognise(file.Path);
    }

    private static (bool Wrong, bool ReadSomething) Judge(ForeignFacts read)
    {
        foreach (var table in read.Tables)
        {
            var complaints = new Complaints();
            Assert.All(table.Rows(complaints), row => Assert.True(table.Schema.Read(row.Cells).Holds));
            Assert.Empty(complaints);
        }

        return (read.Complaints.Any(c => !c.IsWarning), read.Tables.Count > 0);
    }
}
