namespace Sluiswachter.VaultServer.Tests;

/// <summary>Who may delete one object may delete many in one request, also who does not sign; others are told what they may not.</summary>
public sealed class DeletingMany : IAsyncDisposable
{
    private const string Both = "<Delete><Object><Key>log/1</Key></Object><Object><Key>brief</Key></Object></Delete>";

    private readonly ServedVault vault = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":"*",WHAT,"Condition":{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}}""", 204, "200: Deleted log/1, AccessDenied brief")]
    [InlineData("""{"Effect":"Allow","Principal":"*",WHAT,"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""", 403, "200: AccessDenied log/1, AccessDenied brief")]
    [InlineData("""{"Effect":"Allow","Principal":"*",WHAT}""", 204, "200: Deleted log/1, AccessDenied brief")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"USER"},WHAT}""", 403, "403")]
    [InlineData("""{"Effect":"Deny","Principal":"*",WHAT}""", 403, "403")]
    public async Task Goes_for_who_does_not_sign_as_deleting_one_does(string statement, int one, string many)
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        foreach (var key in new[] { "log/1", "log/2", "brief" })
        {
            await vault.DoAsync("PUT", $"/haven/{key}", "inhoud");
        }

        var what = "\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::haven/log/*\"";
        await vault.DoAsync(
            "PUT", "/haven?policy=",
            $"{{\"Version\":\"2012-10-17\",\"Statement\":[{statement}]}}".Replace("WHAT", what, StringComparison.Ordinal)
                .Replace("USER", vault.Officer, StringComparison.Ordinal));
        using var deleted = await vault.SendAsync(user: null, "DELETE", "/haven/log/2");
        Assert.Equal(one, (int)deleted.StatusCode);
        using var answer = await vault.SendAsync(user: null, "POST", "/haven?delete=", Both);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(many, answer.IsSuccessStatusCode ? $"200: {Of(text, "log/1")}, {Of(text, "brief")}" : $"{(int)answer.StatusCode}");
    }

    private static string Of(string text, string key)
    {
        var before = text[..text.IndexOf($"<Key>{key}</Key>", StringComparison.Ordinal)];
        return before.EndsWith("<Deleted>", StringComparison.Ordinal) ? $"Deleted {key}"
            : text[before.Length..].Contains("<Code>AccessDenied</Code>", StringComparison.Ordinal) ? $"AccessDenied {key}"
            : text;
    }
}
