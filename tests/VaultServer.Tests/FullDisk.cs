using System.Diagnostics;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>
/// A disk on which nothing more can be written: puts are refused in S3's own form, reading goes on, nothing acknowledged is lost,
/// and when there is room again puts work, without a new start.
/// </summary>
/// <remarks>
/// The disk is full for the server alone: the system lets its files grow no further than a size (RLIMIT_FSIZE). It says so with another
/// number (EFBIG) than a disk that is full (ENOSPC), for which a file system of its own would have to be mounted, and that is not allowed
/// everywhere.
/// </remarks>
public sealed class FullDisk : IDisposable
{
    private readonly AFolder folder = new();
    private readonly Dictionary<string, int> acknowledged = [];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(50_000)]
    [InlineData(400_000)]
    public async Task A_full_disk_refuses_puts_lets_read_and_takes_puts_again_when_there_is_room(int mostBytes)
    {
        var (process, address) = await VaultProcess.StartAsync("serve", folder.Path, $"trap '' XFSZ; exec 2>{folder.Path}/told");
        using (process)
        using (var customer = new S3Customer(address, folder.Credential))
        {
            await customer.DoAsync("PUT", "/haven");
            await PutAsync(customer, 1);
            await PutAsync(customer, 2);
            await LimitAsync(process, $"{mostBytes}");
            var refused = 0;
            for (var number = 3; refused < 5; number++)
            {
                refused += await PutAsync(customer, number) ? 0 : 1;
                await CheckAsync(customer);
            }

            Assert.Equal(500, (await customer.AskAsync("DELETE", "/haven/1")).Status);
            await CheckAsync(customer);
            await LimitAsync(process, "unlimited");
            Assert.True(await PutAsync(customer, 1_000));
            await customer.DoAsync("DELETE", "/haven/2");
            acknowledged.Remove("/haven/2");
            await CheckAsync(customer);
            process.Kill();
            await process.WaitForExitAsync(Stop);
        }

        await folder.CheckAsync();
        Assert.Equal(0, await folder.StraysAfterCareAsync());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task LimitAsync(Process process, string most)
    {
        using var limiting = Process.Start("prlimit", ["--pid", $"{process.Id}", $"--fsize={most}:unlimited"]);
        await limiting.WaitForExitAsync(Stop);
        Assert.Equal(0, limiting.ExitCode);
    }

    /// <summary>Puts an object of some size, and tells whether that was acknowledged; otherwise it must be refused well.</summary>
    private async Task<bool> PutAsync(S3Customer customer, int number)
    {
        var said = await customer.AskAsync("PUT", $"/haven/{number}", S3Customer.Content(number), ("x-amz-meta-number", $"{number}"));
        if (said.Status == 200)
        {
            acknowledged.Add($"/haven/{number}", number);
            return true;
        }

        Assert.Equal(500, said.Status);
        Assert.Contains("<Code>InternalError</Code>", said.Text, StringComparison.Ordinal);
        return false;
    }

    /// <summary>All that was acknowledged is there, and nothing else.</summary>
    private async Task CheckAsync(S3Customer customer)
    {
        var list = await customer.DoAsync("GET", "/haven");
        Assert.Equal(acknowledged.Count, list.Text.Split("<Contents>").Length - 1);
        foreach (var (path, number) in acknowledged)
        {
            Assert.True((await customer.DoAsync("GET", path)).Body.AsSpan().SequenceEqual(S3Customer.Content(number)));
        }
    }
}
