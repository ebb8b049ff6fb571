using Sluiswachter.Exchange;
using Sluiswachter.ForeignData;
using Sluiswachter.Model;

namespace Sluiswachter.Foreign.Tests;

public sealed class FormatRecognitionTests
{
    [Theory]
    [InlineData("marketplace-extract.json", ImportFormat.Fedramp)]
    [InlineData("organisations-extract.jsonl", ImportFormat.OrganisationsNl)]
    [InlineData("mxmap-nl", ImportFormat.MxmapNl)]
    [InlineData("mxmap-nl/summary-nl.json", ImportFormat.MxmapNl)]
    public void A_format_is_recognised_by_what_is_in_it(string path, ImportFormat format) =>
        Assert.Equal(format, ForeignFormat.Recognise(Path.Combine(DataFolders.Extracts, path)).Format);

    [Theory]
    [InlineData("services.csv", "id,name,supplier\n", ImportFormat.Bundle)]
    [InlineData("services.csv", "Naam;Leverancier\n", ImportFormat.Sheet)]
    [InlineData("diensten.csv", "id,name,supplier\n", ImportFormat.Sheet)]
    [InlineData("register.zip", "PK\u0003\u0004", ImportFormat.Bundle)]
    [InlineData("diensten.xlsx", "PK\u0003\u0004", ImportFormat.Sheet)]
    [InlineData("cut.json", """{"meta": {}, "data": {"Products": [{"id": "F16""", ImportFormat.Fedramp)]
    public void A_table_is_of_the_bundle_only_by_name_and_columns(string name, string text, ImportFormat format)
    {
        using var file = new TempFile(text, name);
        Assert.Equal(format, ForeignFormat.Recognise(file.Path).Format);
    }

    [Theory]
    [InlineData("x.json", "", "the file is empty")]
    [InlineData("x.json", "{\"hello\": 1}", "this JSON is of no format that is known here")]
    [InlineData("x.json", "{\"names\": [[[[[[[", "this JSON is of no format that is known here")]
    [InlineData("x.xml", "<p:overheidsorganisaties />", "this is the export of the Register van Overheidsorganisaties")]
    [InlineData("x.html", "<html>", "this is XML")]
    [InlineData("x.pdf", "%PDF", "this is neither a table nor JSON")]
    public void What_is_not_recognised_is_told_why(string name, string text, string because)
    {
        using var file = new TempFile(text, name);
        var recognised = ForeignFormat.Recognise(file.Path);
        Assert.Null(recognised.Format);
        Assert.StartsWith(because, recognised.Because.English);
    }

    [Fact]
    public void A_path_to_nothing_is_told_so() =>
        Assert.Contains("cannot be read", ForeignFormat.Recognise("/no/such/file").Because.English);

    [Fact]
    public void A_folder_without_any_of_our_files_is_no_bundle()
    {
        using var file = new TempFile("", "notes.txt");
        Assert.Null(ForeignFormat.Recognise(Path.GetDirectoryName(file.Path)!).Format);
    }

    [FullDataFact]
    public void The_full_files_are_recognised() => Assert.Equal(
        [ImportFormat.Fedramp, ImportFormat.OrganisationsNl, ImportFormat.MxmapNl],
        new[] { "fedramp/marketplace-2026-04-28.json", "organisations-nl/organisations.jsonl", "mxmap-nl" }
            .Select(p => ForeignFormat.Recognise(DataFolders.InFull(p)).Format!.Value));
}
