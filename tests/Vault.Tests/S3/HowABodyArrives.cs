using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Vault.Tests;

public sealed class HowABodyArrives
{
    private static readonly S3SigningKey Key = S3SigningKey.Of(WhoSignedARequest.ExampleSecret, "20130524", "us-east-1");
    private static readonly byte[] WaterMd5 = Convert.FromHexString("9460370bb0ca1c98a779b1bcc6861c2c");
    private static readonly S3ChunkChain Chain = new(Key, "20130524T000000Z", "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");

    [Fact]
    public void Signed_chunks_as_AWS_publishes_them()
    {
        // The head of the published request gives the seed; its three chunks are 65536, 1024 and 0 bytes of 'a'.
        var head = new S3HttpRequest("PUT", "/examplebucket/chunkObject.txt", "", "s3.amazonaws.com", new S3Headers(
            ("x-amz-date", "20130524T000000Z"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            ("Authorization", "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request," +
                "SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class," +
                $"Signature={Chain.Seed}"),
            ("x-amz-content-sha256", S3Signature.SignedChunks), ("Content-Encoding", "aws-chunked"),
            ("x-amz-decoded-content-length", "66560"), ("Content-Length", "66824")));
        var signed = S3Authentication.Verify(head, WhoSignedARequest.ExampleDay, _ => WhoSignedARequest.ExampleSecret).Value;
        var body = Encoding.ASCII.GetBytes(
            $"10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n{new string('a', 65536)}\r\n" +
            $"400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n{new string('a', 1024)}\r\n" +
            "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n");
        Assert.Equal(66824, body.Length);
        Assert.Equal(new string('a', 66560), Encoding.ASCII.GetString(Read(ChunkedBody.Of(head, signed, new MemoryStream(body)).Value)));
    }

    [Fact]
    public void An_unsigned_body_with_a_trailer_gives_both()
    {
        var body = Chunked("3\r\nsea\r\n5\r\nwater\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n", 8, "x-amz-checksum-crc32");
        Assert.Equal("seawater", Encoding.ASCII.GetString(Read(body)));
        Assert.Equal("AAAA", body.Trailers["X-Amz-Checksum-Crc32"]);
    }

    [Theory]
    [InlineData("3\r\nsea\r\n0\r\n\r\n", 3, "", null)]
    [InlineData("3\r\nsea\r\n0\r\n", 3, "", null)]
    [InlineData("3\r\nsea\r\n0\r\n\r\n", 4, "", S3Error.IncompleteBody)]
    [InlineData("4\r\nsea!\r\n0\r\n\r\n", 3, "", S3Error.IncompleteBody)]
    [InlineData("3\r\nsea\r\n", 3, "", S3Error.IncompleteBody)]
    [InlineData("3\r\nse", 3, "", S3Error.IncompleteBody)]
    [InlineData("3\r\nsea!\r\n0\r\n\r\n", 3, "", S3Error.InvalidRequest)]
    [InlineData("-3\r\nsea\r\n0\r\n\r\n", 3, "", S3Error.InvalidRequest)]
    [InlineData("ffffffffffffffff\r\nsea\r\n0\r\n\r\n", 3, "", S3Error.InvalidRequest)]
    [InlineData("0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n", 0, "", S3Error.MalformedTrailerError)]
    [InlineData("0\r\n\r\n", 0, "x-amz-checksum-crc32", S3Error.MalformedTrailerError)]
    [InlineData("0\r\nnonsense\r\n\r\n", 0, "x-amz-checksum-crc32", S3Error.MalformedTrailerError)]
    public void What_is_torn_or_more_or_less_than_announced_is_refused(string body, int length, string trailer, S3Error? error) =>
        Assert.Equal(error, RefusalOf(() => Read(Chunked(body, length, trailer))));

    [Fact]
    public void A_chunk_header_has_a_bound() =>
        Assert.Equal(S3Error.InvalidRequest, RefusalOf(() => Read(Chunked(new string('0', 100_000), 3, ""))));

    [Fact]
    public void Without_its_decoded_length_a_chunked_body_is_refused() => Assert.Equal(
        S3Error.MissingContentLength,
        ChunkedBody.Of(new S3HttpRequest("PUT", "/", "", "", new S3Headers()), new S3Signed(null), Stream.Null).Refusal?.Error);

    [Fact]
    public void Signed_chunks_arrive_whole_however_they_are_cut_and_read() => Check.QuickThrowOnFailure(Prop.ForAll(
        Bodies, ArbMap.Default.ArbFor<bool>(), ArbMap.Default.ArbFor<PositiveInt>(), (chunks, withTrailer, piece) =>
        {
            var whole = chunks.SelectMany(chunk => chunk).ToArray();
            var body = SignedBody(Encode(chunks, withTrailer), whole.Length, withTrailer, 1 + (piece.Get % 50));
            return Read(body).SequenceEqual(whole) && body.Trailers.Count == (withTrailer ? 1 : 0);
        }));

    [Fact]
    public void Any_changed_byte_of_signed_chunks_is_seen() => Check.QuickThrowOnFailure(Prop.ForAll(
        Bodies, ArbMap.Default.ArbFor<bool>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (chunks, withTrailer, place) =>
        {
            var body = Encode(chunks, withTrailer);

            // The line ends after the last signature are nobody's data.
            var at = place.Get % (body.Length - 4);
            body[at] ^= 1;
            return RefusalOf(() => Read(SignedBody(body, chunks.Sum(chunk => chunk.Length), withTrailer, 7))) is not null
                || "\r\n:;".Contains((char)(body[at] ^ 1), StringComparison.Ordinal);
        }));

    [Fact]
    public void Any_bytes_are_a_body_or_a_refusal() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<bool>(), (bytes, withTrailer) =>
        {
            RefusalOf(() => Read(SignedBody(bytes, 10, withTrailer, 3)));
            RefusalOf(() => Read(Chunked(Encoding.Latin1.GetString(bytes), 10, "")));
        }));

    [Theory]
    [InlineData("water", 5, null)]
    [InlineData("wate", 5, S3Error.IncompleteBody)]
    [InlineData("water!", 5, S3Error.IncompleteBody)]
    [InlineData("Water", 5, S3Error.XAmzContentSHA256Mismatch)]
    public void A_body_is_the_one_that_was_signed(string body, int length, S3Error? error) => Assert.Equal(
        error,
        RefusalOf(() => Read(new CheckedBody(new MemoryStream(Encoding.ASCII.GetBytes(body)), length, sha256: SHA256.HashData("water"u8)))));

    [Fact]
    public void A_body_has_the_md5_that_was_announced()
    {
        using var right = new CheckedBody(new MemoryStream("water"u8.ToArray()), 5, WaterMd5);
        Assert.Equal(5, Read(right).Length);
        Assert.Equal(S3Error.BadDigest, RefusalOf(() => Read(new CheckedBody(new MemoryStream("Water"u8.ToArray()), 5, WaterMd5))));
    }

    [Theory]
    [InlineData("YWJyYWNhZGFicmE=")]
    [InlineData("")]
    [InlineData("AWS HAHAHA")]
    public void A_content_md5_that_is_none_is_refused(string header) =>
        Assert.Equal(S3Error.InvalidDigest, CheckedBody.ReadContentMd5(header).Refusal?.Error);

    private static Arbitrary<byte[][]> Bodies =>
        ArbMap.Default.GeneratorFor<byte>().NonEmptyListOf().Select(bytes => bytes.ToArray()).ListOf().Select(chunks => chunks.ToArray()).ToArbitrary();

    private static ChunkedBody Chunked(string body, int length, string trailer) => ChunkedBody.Of(
        new S3HttpRequest("PUT", "/", "", "", new S3Headers(("x-amz-decoded-content-length", $"{length}"), ("x-amz-trailer", trailer))),
        new S3Signed("me", S3BodyTie.UnsignedChunksWithTrailer),
        new InPieces(Encoding.Latin1.GetBytes(body), 5)).Value;

    private static ChunkedBody SignedBody(byte[] body, int length, bool withTrailer, int piece) => ChunkedBody.Of(
        new S3HttpRequest("PUT", "/", "", "", new S3Headers(
            ("x-amz-decoded-content-length", $"{length}"), ("x-amz-trailer", withTrailer ? "x-amz-checksum-crc32c" : ""))),
        new S3Signed("me", withTrailer ? S3BodyTie.SignedChunksWithTrailer : S3BodyTie.SignedChunks, Chain: Chain),
        new InPieces(body, piece)).Value;

    private static byte[] Encode(IEnumerable<byte[]> chunks, bool withTrailer)
    {
        using var body = new MemoryStream();
        var previous = Chain.Seed;
        foreach (var chunk in chunks.Append([]))
        {
            previous = Key.Sign(
                $"AWS4-HMAC-SHA256-PAYLOAD\n{Chain.Time}\n{Key.Scope}\n{previous}\n{S3Signature.EmptyPayload}\n{Convert.ToHexStringLower(SHA256.HashData(chunk))}");
            body.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x};chunk-signature={previous}\r\n"));
            body.Write(chunk);
            body.Write(chunk.Length > 0 || !withTrailer ? "\r\n"u8 : []);
        }

        if (withTrailer)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData("x-amz-checksum-crc32c:sOO8/Q==\n"u8));
            var signature = Key.Sign($"AWS4-HMAC-SHA256-TRAILER\n{Chain.Time}\n{Key.Scope}\n{previous}\n{hash}");
            body.Write(Encoding.ASCII.GetBytes($"x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:{signature}\r\n\r\n"));
        }

        return body.ToArray();
    }

    private static byte[] Read(Stream body)
    {
        using var whole = new MemoryStream();
        body.CopyToAsync(whole).GetAwaiter().GetResult();
        return whole.ToArray();
    }

    private static S3Error? RefusalOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (S3RefusalException refused)
        {
            return refused.Refusal.Error;
        }
    }
}
