using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Sluiswachter.VaultServer.S3;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A client that goes is never taken for a defect, whichever of its two signs comes first: the connection's or the request's.</summary>
public sealed class AConnectionThatEnds
{
    public static TheoryData<Exception> Ends => [new ConnectionResetException("reset"), new ConnectionAbortedException(), new IOException("gone")];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Is_told_as_a_request_that_was_not_whole(Exception end)
    {
        using var connection = new EndingStream(end);
        await using var body = new PatientStream(connection, TimeSpan.FromMinutes(1), CancellationToken.None);
        var read = await Assert.ThrowsAsync<BadHttpRequestException>(async () => await body.ReadExactlyAsync(new byte[1], Stop));
        var written = await Assert.ThrowsAsync<BadHttpRequestException>(async () => await body.WriteAsync(new byte[1], Stop));
        Assert.Equal((400, 400), (read.StatusCode, written.StatusCode));
    }

    [Fact]
    public async Task Leaves_what_the_platform_says_of_it_as_it_is()
    {
        using var connection = new EndingStream(new BadHttpRequestException("too large", 413));
        await using var body = new PatientStream(connection, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal(413, (await Assert.ThrowsAsync<BadHttpRequestException>(async () => await body.ReadExactlyAsync(new byte[1], Stop))).StatusCode);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed class EndingStream(Exception end) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw end;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw end;
    }
}
