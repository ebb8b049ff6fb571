using System.Text.Json;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A pull lasts hours: meanwhile somebody writes the catalogue of the vault, or its bucket becomes another body's.</summary>
public sealed class ABucketThatIsAlteredDuringAPull : IAsyncLifetime
{
    private const string OpenToAll =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::papers/*"]}]}""";

    private readonly Moving moving = new();
    private NewUser other = null!;

    public async ValueTask InitializeAsync()
    {
        other = moving.Home.Add("org:gemeente", "ander");
        await moving.Cloud.ServeAsync();
        await moving.Home.ServeAsync();
        await moving.BucketAsync("papers");
        await moving.PutAsync("/papers/a", "geheim");
    }

    public ValueTask DisposeAsync() => moving.DisposeAsync();

    [Fact]
    public async Task Gets_no_true_seal_while_objects_arrive()
    {
        moving.Way.Changes = (request, _) =>
        {
            if (BadWay.IsForBytes(request))
            {
                OpenToEveryone();
            }

            return Task.CompletedTask;
        };
        await IsFoundAsync();
    }

    [Fact]
    public async Task Gets_no_true_seal_when_all_has_arrived()
    {
        var isOpened = false;
        moving.Way.Instead = (_, _) =>
        {
            if (!isOpened && moving.Home.Vault.Catalogue.Newest(Papers, ObjectKey.Of("a").Value) is not null)
            {
                OpenToEveryone();
                isOpened = true;
            }

            return null;
        };
        await IsFoundAsync();
    }

    [Fact]
    public async Task Takes_nothing_once_it_is_another_bodys()
    {
        moving.Way.Changes = async (request, _) =>
        {
            if (BadWay.IsForBytes(request))
            {
                await moving.Home.DoAsync("DELETE", "/papers");
                (await moving.Home.SendAsync(other, "PUT", "/papers")).Dispose();
            }
        };
        var proof = await moving.PullAsync("papers");
        Assert.Equal((0, 1), (proof.Totals.Objects, proof.Totals.Differences));
        using var listed = await moving.Home.SendAsync(other, "GET", "/papers");
        Assert.Equal(200, (int)listed.StatusCode);
        Assert.DoesNotContain("<Key>", await listed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task IsFoundAsync()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => moving.PullAsync("papers"));
        using var answer = await moving.Home.SendAsync(user: null, "GET", "/papers/a");
        Assert.Equal(500, (int)answer.StatusCode);
    }

    private void OpenToEveryone() =>
        moving.Home.Tamper($"UPDATE bucket SET settings = '{{\"{(int)BucketSetting.Policy}\":{JsonSerializer.Serialize(OpenToAll)}}}'");

    private static BucketName Papers => BucketName.Of("papers").Value;
}
