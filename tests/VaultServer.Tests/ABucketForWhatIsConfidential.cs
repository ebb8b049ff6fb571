using System.Net;
using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>
/// A bucket that was opened to everyone, and then takes what is confidential, is open to nobody who does not sign; nor can it be
/// opened again.
/// </summary>
public sealed class ABucketForWhatIsConfidential : IAsyncDisposable
{
    private const string Opening =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::haven","arn:aws:s3:::haven/*"]*}]}""";

    private const string ToAll = "";
    private const string ToANetwork = ""","Condition":{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}""";

    private readonly ServedVault vault = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Theory]
    [InlineData("?policy", ToAll)]
    [InlineData("?policy", ToANetwork)]
    [InlineData("?acl", "public-read-write")]
    [InlineData("/brief?acl", "public-read")]
    public async Task That_was_open_before_answers_nobody_who_does_not_sign(string what, string opening)
    {
        await BeginAsync();
        Assert.True(await OpenAsync(what, opening));
        var answered = await AskUnsignedAsync();
        Assert.Contains(answered, a => a.EndsWith(" 2xx", StringComparison.Ordinal));

        Raise();
        Assert.Equal(answered.Select(a => $"{a[..^4]} 403"), await AskUnsignedAsync());
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/brief"));
    }

    [Theory]
    [InlineData("?policy", ToAll)]
    [InlineData("?policy", ToANetwork)]
    [InlineData("?acl", "public-read-write")]
    [InlineData("?acl", "authenticated-read")]
    [InlineData("/brief?acl", "public-read")]
    [InlineData("/brief", "public-read")]
    public async Task Is_not_opened_by_its_officer_either(string what, string opening)
    {
        await BeginAsync();
        Raise();
        await vault.DoAsync(
            "PUT", "/haven?publicAccessBlock=",
            "<PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls></PublicAccessBlockConfiguration>");

        // What opens a bucket to a network is kept, as it may name who signs as well; it lets nobody in who does not.
        Assert.Equal(opening == ToANetwork, await OpenAsync(what, opening));
        Assert.All(await AskUnsignedAsync(), answer => Assert.EndsWith(" 403", answer, StringComparison.Ordinal));
    }

    private async Task BeginAsync()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
    }

    private void Raise() => vault.Change("haven", bucket => bucket with { Marking = Model.Marking.Confidential });

    /// <summary>Opens the bucket, or what is in it, and tells whether that was done; else it must be refused.</summary>
    private async Task<bool> OpenAsync(string what, string opening)
    {
        var isPolicy = what == "?policy";
        using var answer = await vault.SendAsync(
            vault.Boss, "PUT", $"/haven{what}", isPolicy ? Opening.Replace("]*}", $"]{opening}}}", StringComparison.Ordinal) : "",
            isPolicy ? [] : [("x-amz-acl", opening)]);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.Forbidden, $"{answer.StatusCode}");
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Asks for all that can be asked for without a signature, and tells how each was answered.</summary>
    private async Task<List<string>> AskUnsignedAsync()
    {
        var answers = new List<string>();
        foreach (var (method, path) in new[]
        {
            ("GET", "/haven"), ("GET", "/haven?versions"), ("HEAD", "/haven"), ("GET", "/haven/brief"), ("HEAD", "/haven/brief"),
            ("GET", "/haven/brief?tagging"), ("PUT", "/haven/eigen"), ("POST", "/haven/eigen?uploads="), ("DELETE", "/haven/eigen"),
        })
        {
            using var answer = await vault.SendAsync(user: null, method, path, method == "PUT" ? "van buiten" : null);
            answers.Add(Told(method, path, answer));
        }

        using var client = new HttpClient();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("formulier"), "\"key\"" }, { new ByteArrayContent(Encoding.UTF8.GetBytes("van buiten")), "\"file\"", "\"f\"" },
        };
        using var posted = await client.PostAsync(new Uri(vault.Address, "/haven"), form, Stop);
        answers.Add(Told("POST", "/haven", posted));
        return answers;
    }

    private static string Told(string method, string path, HttpResponseMessage answer) =>
        $"{method} {path} {(answer.IsSuccessStatusCode ? "2xx" : $"{(int)answer.StatusCode}")}";
}
