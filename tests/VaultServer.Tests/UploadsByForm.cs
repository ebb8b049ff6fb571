using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Text;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A form is sent by anyone, signed or not: it leaves nothing behind in the server.</summary>
public sealed class UploadsByForm
{
    [Fact]
    public async Task Leave_nothing_that_waits_for_keys_to_be_locked()
    {
        await using var vault = new ServedVault();
        var told = new ConcurrentQueue<string>();
        using var keys = new BodyKeys();
        keys.Unlock(KnownKeys.Unlock(vault.Vault));
        var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, says => told.Enqueue(says.English));
        await using var host = VaultHost.Build(vault.Vault, keys, serving).Value;
        await host.StartAsync(TestContext.Current.CancellationToken);
        var before = Waiting(keys);
        Assert.True(before > 0, "the server itself waits to be told");
        using var client = new HttpClient { BaseAddress = new Uri(host.Addresses.Single()) };
        for (var i = 0; i < 3; i++)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent("brief"), "\"key\"" },
                { new ByteArrayContent(Encoding.UTF8.GetBytes("inhoud")), "\"file\"", "\"brief\"" },
            };
            using var answer = await client.PostAsync("/nergens", form, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal(before, Waiting(keys));
        Assert.Empty(told);
    }

    /// <summary>No address can hold it, and a field of a form can.</summary>
    [Fact]
    public async Task Under_a_key_with_NUL_are_refused_for_that()
    {
        await using var vault = new ServedVault();
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("brief\0"), "\"key\"" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("inhoud")), "\"file\"", "\"brief\"" },
        };
        using var client = new HttpClient { BaseAddress = vault.Address };
        using var answer = await client.PostAsync("/haven", form, TestContext.Current.CancellationToken);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<Code>InvalidArgument</Code>", said, StringComparison.Ordinal);
    }

    /// <summary>How many are told when keys are locked: nobody but a test wants to know.</summary>
    private static int Waiting(BodyKeys keys) => typeof(BodyKeys).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
        .Select(field => field.GetValue(keys)).OfType<Action<string>>().Sum(told => told.GetInvocationList().Length);
}
