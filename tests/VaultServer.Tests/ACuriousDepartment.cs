using System.Net;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>An officer of another body, on the same server, gets at nothing that was not granted; and each try is in the log.</summary>
public sealed class ACuriousDepartment : IAsyncDisposable
{
    private const string Other = "org:nieuwsgierig";

    private readonly ServedVault vault = new();
    private NewUser curious = null!;
    private NewUser colleague = null!;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Sees_no_bucket_of_another_body_in_its_list()
    {
        await BeginAsync();
        await AskAsync("PUT", "/eigen");
        var list = await AskAsync("GET", "/");
        Assert.Contains("<Name>eigen</Name>", list, StringComparison.Ordinal);
        Assert.DoesNotContain("haven", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_refused_whatever_it_asks_of_a_bucket_of_another_body()
    {
        await BeginAsync();
        (string Method, string Path)[] questions =
        [
            ("GET", "/haven"), ("GET", "/haven?list-type=2"), ("GET", "/haven?versions"), ("GET", "/haven?uploads"), ("HEAD", "/haven"),
            ("GET", "/haven/brief"), ("HEAD", "/haven/brief"), ("GET", "/haven/niets"), ("GET", "/haven/brief?acl"), ("GET", "/haven/brief?tagging"),
            ("GET", "/haven?policy"), ("PUT", "/haven?policy"), ("PUT", "/haven?acl"), ("PUT", "/haven/brief"), ("DELETE", "/haven/brief"),
            ("DELETE", "/haven"), ("POST", "/haven/brief?uploads="),
        ];
        foreach (var (method, path) in questions)
        {
            var document = path.EndsWith("policy", StringComparison.Ordinal) ? Policy(Other, "s3:ListBucket", "haven") : "";
            using var answer = await vault.SendAsync(curious, method, path, method == "PUT" ? document : null, ("x-amz-acl", "private"));
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {answer.StatusCode}");
        }

        await vault.StopAsync();
        var tries = Entries().Where(e => e.Who == curious.User.Id).ToList();
        Assert.Equal(questions.Length, tries.Count);
        Assert.All(tries, e => Assert.Equal("AccessDenied", e.Outcome));
    }

    [Fact]
    public async Task Deletes_nothing_of_another_body_in_a_row_and_each_try_is_in_the_log()
    {
        await BeginAsync();
        var answer = await AskAsync(
            "POST", "/haven?delete", "<Delete><Object><Key>brief</Key></Object><Object><Key>niets</Key></Object></Delete>");
        Assert.Equal(3, answer.Split("<Code>AccessDenied</Code>").Length);
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/brief"));
        await vault.StopAsync();
        Assert.Equal(
            ["haven/brief AccessDenied", "haven/niets AccessDenied"],
            Entries().Where(e => e.What == "s3:DeleteObjects").Select(e => $"{e.OnWhat} {e.Outcome}"));
    }

    [Fact]
    public async Task Copies_nothing_out_of_a_bucket_of_another_body()
    {
        await BeginAsync();
        await AskAsync("PUT", "/eigen");
        Assert.Contains("AccessDenied", await AskAsync("PUT", "/eigen/brief", null, ("x-amz-copy-source", "/haven/brief")), StringComparison.Ordinal);
        var id = (await AskAsync("POST", "/eigen/brief?uploads=")).Split("<UploadId>")[1].Split('<')[0];
        Assert.Contains("AccessDenied", await AskAsync(
            "PUT", $"/eigen/brief?partNumber=1&uploadId={id}", null, ("x-amz-copy-source", "/haven/brief")), StringComparison.Ordinal);
        await vault.StopAsync();
        Assert.Equal(
            ["haven/brief AccessDenied", "haven/brief AccessDenied"],
            Entries().Where(e => e.What == "s3:GetObject" && e.Who == curious.User.Id).Select(e => $"{e.OnWhat} {e.Outcome}"));
    }

    [Fact]
    public async Task Signs_no_link_that_opens_what_it_may_not_open_itself()
    {
        await BeginAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await OpenAsync(curious));
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(vault.Boss));
    }

    [Fact]
    public async Task Gets_by_a_policy_what_that_grants_to_its_body_and_no_more()
    {
        await BeginAsync();
        await vault.DoAsync("PUT", "/haven?policy", Policy(Other, "s3:GetObject", "haven/*"));
        Assert.Equal("geheim", await AskAsync("GET", "/haven/brief"));
        Assert.Contains("AccessDenied", await AskAsync("GET", "/haven"), StringComparison.Ordinal);
        Assert.Contains("AccessDenied", await AskAsync("DELETE", "/haven/brief"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gets_nothing_by_a_policy_for_a_user_of_that_name_at_another_body()
    {
        await BeginAsync();
        await vault.DoAsync("PUT", "/haven?policy", Policy($"{ServedVault.Body}:user/nieuwsgierig", "s3:GetObject", "haven/*"));
        Assert.Contains("AccessDenied", await AskAsync("GET", "/haven/brief"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gets_by_a_grant_to_one_of_its_users_nothing_for_its_other_users()
    {
        await BeginAsync();
        using (var granted = await vault.SendAsync(vault.Boss, "PUT", "/haven/brief?acl", null, ("x-amz-grant-read", $"id={curious.User.Id}")))
        {
            Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        }

        Assert.Equal("geheim", await AskAsync("GET", "/haven/brief"));
        using var refused = await vault.SendAsync(colleague, "GET", "/haven/brief");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Sees_nothing_of_a_confidential_bucket_that_was_opened_to_everyone_by_mistake()
    {
        await BeginAsync();
        await vault.DoAsync("PUT", "/haven?policy", """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::haven/*"}]}
            """);
        Assert.Equal("geheim", await AskAsync("GET", "/haven/brief"));
        vault.Change("haven", bucket => bucket with { Marking = Model.Marking.Confidential });
        Assert.Contains("AccessDenied", await AskAsync("GET", "/haven/brief"), StringComparison.Ordinal);
    }

    private async Task BeginAsync()
    {
        curious = vault.Add(Other, "nieuwsgierig", isOfficer: true);
        colleague = vault.Add(Other, "collega");
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
    }

    private async Task<string> AskAsync(string method, string path, string? body = null, params (string, string)[] headers)
    {
        using var answer = await vault.SendAsync(curious, method, path, body, headers);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<HttpStatusCode> OpenAsync(NewUser user)
    {
        var link = S3Signature.Presign(
            new S3HttpRequest("GET", "/haven/brief", "", vault.Address.Authority, new S3Headers()), new S3Credential(user.AccessKeyId, user.Secret),
            TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(vault.Address, $"{link.Path}?{link.Query}"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private List<LogEntry> Entries() => [.. vault.Log.From(0).Select(e => e!.Entry().Value)];

    private static string Policy(string principal, string action, string resource)
    {
        var who = principal.Contains(":user/", StringComparison.Ordinal) ? principal : $"{principal}:root";
        return $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{who}}"},
              "Action":"{{action}}","Resource":"arn:aws:s3:::{{resource}}"}]}
            """;
    }
}
