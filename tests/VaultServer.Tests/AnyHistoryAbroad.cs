using System.Globalization;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Whatever is done at home, and whenever it was copied: what is restored is what home is.</summary>
public sealed class AnyHistoryAbroad
{
    private static readonly string[] Keys = ["a", "a/b", "b", "%C3%A9"];

    /// <summary>A history: per number something that is done.</summary>
    [Fact]
    public void Is_restored_as_it_was() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[]>(), history => RunAsync(history).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5).WithStartSize(20).WithEndSize(50));

    private static async Task RunAsync(NonNegativeInt[] history)
    {
        await using var embassy = new AnEmbassy();
        await embassy.Home.ServeAsync();
        await embassy.Home.DoAsync("PUT", "/haven");
        foreach (var (i, number) in history.Index())
        {
            await StepAsync(embassy, new Random((number.Get * 7919) + i));
        }

        await embassy.Home.StopAsync();
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
        Assert.Empty((await embassy.DrillAsync()).Differences);
    }

    private static async Task StepAsync(AnEmbassy embassy, Random random)
    {
        var (home, key) = (embassy.Home, $"/haven/{Keys[random.Next(Keys.Length)]}");
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                await home.DoAsync("PUT", key, new string('x', random.Next(3) == 0 ? 0 : random.Next(100_000)));
                break;
            case 3:
                await home.DoAsync("DELETE", key);
                break;
            case 4 when AnyVersion(home, random) is { } version:
                await home.DoAsync("DELETE", $"/haven/{Uri.EscapeDataString(version.Key.Text)}?versionId={version.Id}");
                break;
            case 5:
                var status = random.Next(2) == 0 ? "Enabled" : "Suspended";
                await home.DoAsync("PUT", "/haven?versioning=", $"<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>");
                break;
            case 6 when AnyVersion(home, random) is { IsDeleteMarker: false } version:
                await home.DoAsync(
                    "PUT", $"/haven/{Uri.EscapeDataString(version.Key.Text)}?tagging=&versionId={version.Id}",
                    $"<Tagging><TagSet><Tag><Key>t</Key><Value>{random.Next(100)}</Value></Tag></TagSet></Tagging>");
                break;
            case 7 when AnyVersion(home, random) is { IsDeleteMarker: false } version:
                Retain(home, version, DateTimeOffset.FromUnixTimeMilliseconds(random.Next(1_000_000)));
                break;
            case 8:
                await UploadAsync(home, key, random);
                break;
            case 9:
                ChangeUsers(home, random);
                break;
            case 10 when random.Next(3) == 0:
                await RotateAsync(home);
                break;
            default:
                await embassy.TrySyncAsync();
                break;
        }
    }

    private static ObjectVersion? AnyVersion(ServedVault home, Random random) =>
        home.Vault.Catalogue.Versions(BucketName.Of("haven").Value, "", "", null, 1000) is { Count: > 0 } all ? all[random.Next(all.Count)].Version : null;

    private static void Retain(ServedVault home, ObjectVersion version, DateTimeOffset until)
    {
        using var ring = KnownKeys.Unlock(home.Vault);
        var retained = version with { HasLegalHold = false, Retention = new Retention(RetentionMode.Governance, until) };
        var made = VersionSeal.On(retained, version.AttributesBy(ring), ring, RandomNumberGenerator.Fill);
        home.Vault.Catalogue.Change(change =>
        {
            change.Update(made);
            return made;
        });
    }

    private static async Task UploadAsync(ServedVault home, string key, Random random)
    {
        await home.DoAsync("POST", $"{key}?uploads=");
        var uploads = home.Vault.Catalogue.Uploads(BucketName.Of("haven").Value, "", "", null, 100);
        var upload = uploads.MaxBy(u => u.Started)!;
        key = $"/haven/{Uri.EscapeDataString(upload.Key.Text)}";
        await home.DoAsync("PUT", $"{key}?partNumber=1&uploadId={upload.Text}", $"deel {random.Next()}");
        var etag = home.Vault.Catalogue.Parts(upload.Id, 0, 1).Single().ETag;
        switch (random.Next(3))
        {
            case 0:
                break;
            case 1:
                await home.DoAsync("DELETE", $"{key}?uploadId={upload.Text}");
                break;
            default:
                await home.DoAsync(
                    "POST", $"{key}?uploadId={upload.Text}",
                    $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{etag}</ETag></Part></CompleteMultipartUpload>");
                break;
        }
    }

    private static void ChangeUsers(ServedVault home, Random random)
    {
        var others = home.Vault.Catalogue.Users(null).Where(u => u.Id != home.Officer).ToList();
        if (others.Count > 0 && random.Next(2) == 0)
        {
            home.Vault.Catalogue.Change(change =>
            {
                foreach (var revoked in change.AccessKeys(others[0].Id))
                {
                    change.RemoveAccessKey(revoked.Id);
                }

                return true;
            });
            return;
        }

        using var ring = KnownKeys.Unlock(home.Vault);
        home.Vault.Users.Add(ring, $"rol{random.Next().ToString(CultureInfo.InvariantCulture)}", isOfficer: false, TimeProvider.System.GetUtcNow());
    }

    private static async Task RotateAsync(ServedVault home)
    {
        await home.StopAsync();
        Assert.True((await KeyCare.RotateAsync(home.Vault, ServedVault.Body, ServedVault.Passphrase, "ciso", TimeProvider.System)).Holds);
        await home.ServeAsync();
    }
}
