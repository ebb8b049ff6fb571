using System.Net.Sockets;
using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What is put can be given: names and values that no answer could hold are refused when they come.</summary>
public sealed class WhatNoHeaderCanHold
{
    [Theory]
    [InlineData("Content-Disposition", "a\u0001b")]
    [InlineData("Cache-Control", "a\u007fb")]
    public async Task A_control_character_in_a_header_that_is_kept_is_refused(string header, string value)
    {
        await using var vault = new ServedVault();
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        var answer = await SayAsync(vault, "/haven/kade", (header, value));
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("<Code>InvalidArgument</Code>", answer, StringComparison.Ordinal);
        using var none = await vault.SendAsync("HEAD", "/haven/kade");
        Assert.Equal(404, (int)none.StatusCode);
    }

    [Fact]
    public async Task Letters_of_any_language_come_back_as_they_came()
    {
        await using var vault = new ServedVault();
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        Assert.StartsWith(
            "HTTP/1.1 200", await SayAsync(vault, "/haven/kade", ("Content-Disposition", "inline; filename=\"€ café 漢.txt\"")), StringComparison.Ordinal);
        var answer = await SayAsync(vault, "/haven/kade", method: "GET");
        Assert.Contains("Content-Disposition: inline; filename=\"€ café 漢.txt\"", answer, StringComparison.Ordinal);
    }

    /// <summary>Says a request as bytes, for a client of the platform would not; and reads the answer to its end.</summary>
    private static async Task<string> SayAsync(ServedVault vault, string path, (string Name, string Value)? header = null, string method = "PUT")
    {
        var signed = S3Signature.Sign(
            new S3HttpRequest(method, path, "", vault.Address.Authority, new S3Headers([])), vault.Credential, TimeProvider.System.GetUtcNow());
        var request = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {vault.Address.Authority}\r\nConnection: close\r\nContent-Length: 0\r\n");
        foreach (var (name, value) in signed.Headers.All.Append(header ?? ("Accept", "*/*")))
        {
            request.Append(null, $"{name}: {value}\r\n");
        }

        using var client = new TcpClient();
        await client.ConnectAsync(vault.Address.Host, vault.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{request}\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
