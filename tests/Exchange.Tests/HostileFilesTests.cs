using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Tests;

/// <summary>Files made to hurt: each is refused, with a clear problem, in seconds and within 512 MB.</summary>
[Collection("measures memory")]
public sealed class HostileFilesTests : IDisposable
{
    private const int Million = 1_000_000;
    // Half of what is promised: the other half is left to whatever else the program does meanwhile.
    private const long MostBytes = 256L << 20;

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void A_hundred_megabytes_of_one_cell(string quote)
    {
        var file = Stream("suppliers.csv", write =>
        {
            write("id,name\na,A\nb," + quote);
            Repeat(write, new string('x', Million), 100);
            write(quote + "\nc,C\n");
        });
        Assert.Equal(["2: a | A", "4: c | C"], Refused(file, "suppliers.csv:3:name: ").Rows);
    }

    [Fact]
    public void A_quote_that_never_closes_before_a_hundred_megabytes_of_facts()
    {
        var file = Stream("suppliers.csv", write =>
        {
            write("id,name\na,\"A\n");
            Repeat(write, string.Concat(Enumerable.Range(0, 50_000).Select(i => $"s{i},{new string('x', 90)}\n")), 20);
        });
        var rows = 0;
        var complaints = Measured(() => BundleReading.Walk(file, (_, _) => rows++));
        Assert.Equal(20 * 50_000, rows);
        Assert.StartsWith("suppliers.csv:2:name: the quote that opens", complaints.Single().In(Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,name,\"")]
    [InlineData("x\",y,\"")]
    [InlineData("\"\"\"\"\"\",\"\"x\"")]
    [InlineData("\"")]
    public void Lines_whose_quotes_are_made_to_be_read_over_and_over(string line)
    {
        var file = Stream("suppliers.csv", write =>
        {
            write("id,name\n");
            Repeat(write, string.Concat(Enumerable.Repeat(line + "\n", 10_000)), 20_000_000 / 10_000 / (line.Length + 1));
        });
        Assert.True(Measured(() => BundleReading.Walk(file, (_, _) => { })).HaveErrors);
    }

    [Fact]
    public void A_header_of_a_million_columns() => Refused(
        scratch.Put("suppliers.csv", "id,name" + string.Concat(Enumerable.Range(3, Million - 2).Select(i => $",c{i}")) + "\na,A\n"),
        "suppliers.csv:1:: the header has more than 1000 columns: expected at most 1000");

    [Fact]
    public void A_row_of_a_million_cells() => Assert.Equal(["3: b | B"], Refused(
        scratch.Put("suppliers.csv", "id,name\na,A" + new string(',', Million - 2) + "x\nb,B\n"),
        "suppliers.csv:2:: the row has more than 1000 cells while the header has 2 columns").Rows);

    [Fact]
    public void A_hundred_megabytes_of_empty_rows_and_cells()
    {
        var file = Stream("suppliers.csv", write =>
        {
            write("id,name\n");
            Repeat(write, new string('\n', Million), 40);
            Repeat(write, new string('\r', Million), 40);
            Repeat(write, new string(',', 99) + "\n", 200_000);
            write("a,A\n");
        });
        BundleReading reading = null!;
        Measured(() => (reading = BundleReading.Of(file)).Complaints);
        Assert.Equal([$"{(80 * Million) + 200_000 + 2}: a | A"], reading.Sound());
    }

    [Fact]
    public void Nothing_but_nul_bytes() => Refused(
        Stream("suppliers.csv", write => Repeat(write, new string('\0', Million), 100)),
        "suppliers.csv:0:: this is not UTF-8 text, it looks like UTF-16 or no text at all (it holds NUL bytes)");

    [Fact]
    public void Two_million_rows_that_are_all_wrong()
    {
        var file = Stream("suppliers.csv", write =>
        {
            write("id,name\n");
            Repeat(write, string.Concat(Enumerable.Repeat("a b,\n", 100_000)), 20);
        });
        var complaints = Measured(() => BundleReading.Walk(file, (_, _) => { }));
        Assert.Equal((Million + 1, 10_000), (complaints.Errors, complaints.Count));
    }

    [Fact]
    public void Ten_thousand_ids_of_thirty_thousand_characters()
    {
        var file = Stream("suppliers.csv", write =>
        {
            write("id,name\n");
            Repeat(write, new string('x', 30_000) + ",A\n", 10_000);
        });
        Assert.Equal(10_000, Measured(() => BundleReading.Walk(file, (_, _) => { })).Errors);
    }

    [Fact]
    public void A_zip_bomb()
    {
        using (var zip = ZipFile.Open(scratch["bomb.zip"], ZipArchiveMode.Create))
        {
            using var entry = new StreamWriter(zip.CreateEntry("suppliers.csv").Open());
            entry.Write("id,name\na,A\n");
            Repeat(entry.Write, new string('x', Million), 300);
        }

        Refused(scratch["bomb.zip"], "suppliers.csv:0:: ", "bytes unpack to 300000012: expected at most 200 times as many");
    }

    [Fact]
    public void A_zip_bomb_in_a_zip_is_an_unknown_file()
    {
        var zip = Zip(("suppliers.csv", "id,name\na,A\n"), ("bomb.zip", "PK\u0003\u0004"));
        Assert.Equal(["2: a | A"], BundleReading.Of(zip).Rows);
    }

    [Theory]
    [InlineData(24, 11u)]
    [InlineData(24, 1000u)]
    [InlineData(16, 12345u)]
    public void A_zip_that_lies_about_a_size_or_a_checksum(int at, uint claim)
    {
        var zip = Zip(("suppliers.csv", "id,name\na,A\n"));
        Patch(zip, "PK\x1\x2"u8, at, claim);
        Refused(zip, "suppliers.csv:", "the zip is damaged here");
    }

    [Fact]
    public void More_than_a_gibibyte()
    {
        using (var file = File.Create(scratch.Put("suppliers.csv", "id,name\n")))
        {
            file.SetLength(BundleLimits.Bytes + 1);
        }

        Refused(scratch.Folder, "suppliers.csv:0:: up to and including this file the bundle holds 1073741825 bytes");
    }

    [Theory]
    [InlineData("../suppliers.csv")]
    [InlineData("a/../../suppliers.csv")]
    [InlineData("/etc/suppliers.csv")]
    [InlineData("C:/suppliers.csv")]
    [InlineData("..\\suppliers.csv")]
    public void A_name_that_points_out_of_the_zip(string name) => Refused(
        Zip((name, "id,name\na,A\n")), $"bundle.zip:0:: the zip has an entry named '{name}'");

    [Theory]
    [InlineData("suppliers.csv")]
    [InlineData("Suppliers.CSV")]
    public void A_name_that_stands_in_the_zip_twice(string again) => Refused(
        Zip(("suppliers.csv", "id,name\na,A\n"), (again, "id,name\nb,B\n")), $"bundle.zip:0:: the zip has '{again}' twice");

    [Fact]
    public void An_encrypted_zip()
    {
        var zip = Zip(("suppliers.csv", "id,name\na,A\n"));
        Patch(zip, "PK\x1\x2"u8, 8, 1, width: 2);
        Refused(zip, "suppliers.csv:0:: 'suppliers.csv' is encrypted: expected a zip without a password");
    }

    [Fact]
    public void A_zip_that_was_cut_off_anywhere()
    {
        var whole = File.ReadAllBytes(Zip(("suppliers.csv", "id,name\na,A\n"), ("services.csv", "id,name,supplier\n")));
        for (var length = 4; length < whole.Length; length++)
        {
            Refused(scratch.Put("cut.zip", whole[..length]), "cut.zip:0:: the zip ");
        }
    }

    [Fact]
    public void A_zip_with_any_byte_changed_never_gives_other_facts()
    {
        var whole = File.ReadAllBytes(Zip(("suppliers.csv", "id,name\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"s{i},S{i * i}\n")))));
        var facts = BundleReading.Of(scratch["bundle.zip"]).Sound();
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 0x5A;
            var reading = BundleReading.Of(scratch.Put("changed.zip", changed));
            Assert.True(reading.Complaints.Count > 0 || facts.SequenceEqual(reading.Rows), $"byte {i}");
        }
    }

    [Theory]
    [InlineData(2_000, 2_000)]
    [InlineData(30_000, 1)]
    public void A_zip_of_very_many_entries_whether_it_says_so_or_not(int entries, ushort claim)
    {
        var zip = Zip([.. Enumerable.Range(0, entries).Select(i => ($"file-{i}", ""))]);
        Patch(zip, "PK\x5\x6"u8, 10, claim, width: 2);
        Refused(zip, $"bundle.zip:0:: the zip says that it has {claim} entries in a list that is too long");
    }

    [Fact]
    public void Links_in_a_circle_and_folders_in_the_place_of_files()
    {
        File.CreateSymbolicLink(scratch["suppliers.csv"], scratch["services.csv"]);
        File.CreateSymbolicLink(scratch["services.csv"], scratch["suppliers.csv"]);
        Directory.CreateSymbolicLink(scratch["inner"], scratch.Folder);
        Directory.CreateDirectory(scratch["sources.csv"]);
        File.CreateSymbolicLink(scratch["contracts.csv"], scratch["nowhere"]);
        var reading = BundleReading.Of(scratch.Folder);
        Assert.Equal(
            ["contracts.csv", "services.csv", "sources.csv", "suppliers.csv"], reading.Errors.Select(e => e.Split(':')[0]));
        Assert.Equal(["inner/"], reading.Warnings.Select(e => e.Split(':')[0]));
    }

    [Fact]
    public void An_endless_device_is_never_opened()
    {
        if (File.Exists("/dev/zero"))
        {
            File.CreateSymbolicLink(scratch["suppliers.csv"], "/dev/zero");
            Refused(scratch.Folder, "suppliers.csv:0:: ");
        }
    }

    [Fact]
    public void Two_million_alternatives_are_welcome_as_folder_and_as_zip()
    {
        Directory.CreateDirectory(scratch["big"]);
        var file = Stream("big/alternatives.csv", write =>
        {
            write("requirement,service,grace_hours,role,valid_from,source,basis\n");
            for (var i = 0; i < 2 * Million; i++)
            {
                write($"requirement-{i / 2},service-{i * 7919L % 60_000},{i % 24},standby,2026-01-01,register,declared\n");
            }
        });
        Assert.True(new FileInfo(file).Length > 100 << 20);
        ZipFile.CreateFromDirectory(scratch["big"], scratch["big.zip"], CompressionLevel.Fastest, includeBaseDirectory: true);
        foreach (var path in new[] { "big", "big.zip" })
        {
            var rows = 0;
            Assert.Empty(Measured(() => BundleReading.Walk(scratch[path], (_, _) => rows++)));
            Assert.Equal(2 * Million, rows);
        }
    }

    /// <summary>Reads a whole bundle; it must be refused, the first error beginning and the errors containing so.</summary>
    private static BundleReading Refused(string path, string beginning, string part = "")
    {
        BundleReading reading = null!;
        Measured(() => (reading = BundleReading.Of(path)).Complaints);
        Assert.StartsWith(beginning, reading.Errors.First(), StringComparison.Ordinal);
        Assert.Contains(part, reading.Errors.First(), StringComparison.Ordinal);
        return reading;
    }

    /// <summary>Reads, and holds the process to its limit of memory meanwhile.</summary>
    private static Complaints Measured(Func<Complaints> read)
    {
        // Linux forgets the peak when asked to; elsewhere the peak of the whole run is judged.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (File.Exists("/proc/self/clear_refs"))
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }

        var complaints = read();
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        Assert.InRange(self.PeakWorkingSet64, 0, MostBytes);
        return complaints;
    }

    private string Stream(string name, Action<Action<string>> content)
    {
        using var file = new StreamWriter(scratch[name], append: false, new UTF8Encoding(false), 1 << 20);
        content(file.Write);
        return scratch[name];
    }

    private static void Repeat(Action<string> write, string text, int times)
    {
        for (var i = 0; i < times; i++)
        {
            write(text);
        }
    }

    private string Zip(params (string Name, string Text)[] files)
    {
        using var zip = ZipFile.Open(scratch["bundle.zip"], ZipArchiveMode.Create);
        foreach (var (name, text) in files)
        {
            using var entry = new StreamWriter(zip.CreateEntry(name).Open());
            entry.Write(text);
        }

        return scratch["bundle.zip"];
    }

    /// <summary>Overwrites a number in the last record of a zip that begins with a signature.</summary>
    private static void Patch(string zip, ReadOnlySpan<byte> signature, int at, uint value, int width = 4)
    {
        var bytes = File.ReadAllBytes(zip);
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        number[..width].CopyTo(bytes, bytes.AsSpan().LastIndexOf(signature) + at);
        File.WriteAllBytes(zip, bytes);
    }
}

/// <summary>Tests that look at the memory of the whole process run alone.</summary>
[CollectionDefinition("measures memory", DisableParallelization = true)]
public sealed class MeasuresMemory;
