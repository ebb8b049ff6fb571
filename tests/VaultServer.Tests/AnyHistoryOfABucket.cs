using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Whatever was done in a bucket elsewhere, and however often and wherever a pull was broken off: what arrives is the same.</summary>
public sealed class AnyHistoryOfABucket : IAsyncLifetime
{
    private const int Histories = 8;

    /// <summary>Requests of a pull before the first object: two looks at the bucket, and two lists.</summary>
    private static readonly int BeforeObjects = (2 * (Vault.SourceSettings.Asked.Count + 1)) + 2;
    private static readonly string[] Keys = ["a", "a/b", "b", "é"];

    private Moving moving = null!;
    private int buckets;

    public async ValueTask InitializeAsync() => moving = await Moving.BeginAsync();

    public ValueTask DisposeAsync() => moving.DisposeAsync();

    [Fact]
    public void Arrives_with_every_version_and_every_byte() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Histories),
        Prop.ForAll(ArbMap.Default.ArbFor<(PositiveInt, NonNegativeInt[])>(), history => ArrivesAsync(history.Item1.Get, history.Item2).GetAwaiter().GetResult()));

    private async Task ArrivesAsync(int seed, NonNegativeInt[] numbers)
    {
        var random = new Random(seed);
        var bucket = await moving.BucketAsync($"bucket-{++buckets}");
        foreach (var number in numbers)
        {
            await StepAsync(bucket, new Random(number.Get + random.Next()));
        }

        // Broken off a few times, wherever that is, and then not.
        foreach (var most in (int[])[BeforeObjects + 1, BeforeObjects + 4, BeforeObjects + 9])
        {
            var left = most;
            moving.Way.Instead = (_, _) => Interlocked.Decrement(ref left) < 0 ? throw new TimeoutException("broken off") : null;
            try
            {
                await moving.PullAsync(bucket);
            }
            catch (TimeoutException)
            {
                // What had arrived is there; nothing else is.
            }

            moving.Way.Instead = (_, _) => null;
            await StepAsync(bucket, random);
        }

        var proof = await moving.PullAsync(bucket);
        Assert.Empty(moving.Differences(proof).Where(d => d.What != Vault.DifferenceKind.Gone));
        if (proof.Totals.Differences == 0)
        {
            Assert.Equal(await moving.SeenAsync(moving.Cloud, bucket), await moving.SeenAsync(moving.Home, bucket));
        }

        Assert.Equal(0, (await moving.PullAsync(bucket)).Totals.Differences - proof.Totals.Differences);
        Assert.Equal(0, moving.Progress.Versions);
    }

    private async Task StepAsync(string bucket, Random random)
    {
        var path = $"/{bucket}/{Vault.PercentEncoding.Encode(Keys[random.Next(Keys.Length)], keepSlash: true)}";
        switch (random.Next(10))
        {
            case 0:
                await moving.VersioningAsync(bucket, "Enabled");
                break;
            case 1:
                await moving.VersioningAsync(bucket, "Suspended");
                break;
            case 2 or 3:
                (await moving.InCloudAsync("DELETE", path)).Dispose();
                break;
            default:
                await moving.PutAsync(path, new string((char)random.Next('a', 'z'), random.Next(3) == 0 ? random.Next(200_000) : random.Next(5)),
                    random.Next(3) == 0 ? [("x-amz-meta-m", $"{random.Next()}"), ("x-amz-tagging", $"t={random.Next()}")] : []);
                break;
        }
    }
}
