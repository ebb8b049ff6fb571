namespace Sluiswachter.Server.Tests;

public sealed class HostileNamesTests
{
    private const string Facts = """
        sources.csv
        id,name,url
        s1,<script>alert('source')</script>,javascript:alert('url')
        s2,Fine,"https://fine.example/?a=""><script>alert('query')</script>"
        organisations.csv
        id,name,population
        o1,<script>alert('body')</script>,5
        functions.csv
        id,organisation,name
        f1,o1,"<img src=x onerror=alert('function')>"
        f2,o1,"<svg onload=alert('second')>"
        suppliers.csv
        id,name,country
        "x""><script>alert(1)</script>",<script>alert('supplier')</script>,US
        services.csv
        id,name,supplier,regions
        <script>v</script>,"</option></datalist><script>alert('service')</script>","x""><script>alert(1)</script>",US
        requirements.csv
        id,consumer,purpose,source
        "r""><b>",f1,mail,s1
        r2,f2,mail,s2
        alternatives.csv
        requirement,service
        "r""><b>",<script>v</script>
        r2,<script>v</script>
        """;

    [Theory]
    [InlineData("/")]
    [InlineData("/?country=US")]
    [InlineData("/?service=%3Cscript%3Ev%3C%2Fscript%3E")]
    [InlineData("/?supplier=%3Cscript%3Ealert(1)%3C%2Fscript%3E&country=%22%3E%3Cscript%3E&at=%22%3E%3Cscript%3E&horizonHours=%22%3E%3Cscript%3E&include=%22%3E%3Cscript%3E")]
    [InlineData("/?location=%22onfocus%3D&asKnownOn=%22onfocus%3D&lang=%22%3E%3Cscript%3E&lines=%22%3E%3Cscript%3E")]
    [InlineData("/%3Cscript%3Ealert(1)%3C/script%3E")]
    public async Task Names_from_an_import_or_a_link_are_text_and_never_markup(string path)
    {
        await using var server = await RunningServer.Over(Facts);
        var page = (await server.Ask(path)).Text;
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<svg onload", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("r\"><b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"onfocus=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_a_program_is_no_link()
    {
        await using var server = await RunningServer.Over(Facts);
        var page = await server.Ask("/?country=US");
        Assert.DoesNotContain("href=\"javascript:", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<script>alert('source')</script>", page.Read.Replace("< ", "<", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("href=\"https://fine.example/?a=%22%3E%3Cscript", page.Text, StringComparison.Ordinal);
    }
}
