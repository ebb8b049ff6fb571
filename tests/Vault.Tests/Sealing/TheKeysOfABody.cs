using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Vault.Tests;

public sealed class TheKeysOfABody
{
    private const string Wrapped =
        "01013233343536373839000000015aec26d5a2a41a91feab6ffa70a6f5f2808180924cefd88f32c02e49a815" +
        "ffe5159f58f630c711f5";
    private const string WithCustomer =
        "01023233343536373839000000018903005214dfafd948c9ec58c1731f07ddd1d75b80e2240037c1ef7b72c2" +
        "7c53023de4c4f47ead3a62f5bb4173ac9ed8";
    private const string Attributes =
        "013233343536373839000000010708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425" +
        "26cc19620aac6c68def5cdbe079dd0ecfc86b2095cfb646766c995";
    private const string FingerprintOfFirst =
        "d801c50a95e5ef877fbd50b007d95d3ac0fdc1708153761ea63f4399bfdc60d4";

    private static readonly AttributesOf Deed = new("archive", "deeds/1", "v1");

    [Fact]
    public void A_wrapped_key_opens_for_its_blob_and_no_other()
    {
        using var ring = Keys.Ring();
        using var key = DataKey.Fresh(Blobs.Chance(1));
        var wrapped = ring.Wrap(key, Keys.Blob(1)).Value;
        var blob = Blobs.Seal([1, 2, 3], key);

        using var again = ring.Unwrap(wrapped, Keys.Blob(1)).Value;
        Assert.Equal([1, 2, 3], Blobs.Open(blob, again, SegmentRange.Whole(3)));
        Assert.IsType<DoesNotOpen>(ring.Unwrap(wrapped, Keys.Blob(2)).Problem);
    }

    [Fact]
    public void A_wrapped_key_does_not_open_for_another_body_even_with_the_same_master()
    {
        using var own = Keys.Ring("gm0344");
        using var other = Keys.Ring("gm0363");
        using var key = DataKey.Fresh(Blobs.Chance(1));
        Assert.Equal(own.Current.Name, other.Current.Name);
        Assert.IsType<DoesNotOpen>(other.Unwrap(own.Wrap(key, Keys.Blob(1)).Value, Keys.Blob(1)).Problem);
    }

    [Fact]
    public void Every_flipped_bit_of_a_wrapped_key_is_refused()
    {
        using var ring = Keys.Ring();
        using var key = DataKey.Fresh(Blobs.Chance(1));
        using var customer = new CustomerKey(new byte[32]);
        foreach (var wrapped in new[] { ring.Wrap(key, Keys.Blob(1)).Value, ring.Wrap(key, Keys.Blob(1), customer).Value })
        {
            for (var bit = 0; bit < wrapped.Length * 8; bit++)
            {
                wrapped[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(ring.Unwrap(wrapped, Keys.Blob(1), customer).Holds, $"bit {bit}");
                wrapped[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void Any_bytes_as_a_wrapped_key_or_as_attributes_are_refused_and_nothing_breaks()
    {
        using var ring = Keys.Ring();
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes =>
            !ring.Unwrap(bytes, Keys.Blob(1)).Holds && !ring.OpenAttributes(bytes, Deed).Holds &&
            !ring.Rewrap(bytes, Keys.Blob(1)).Holds &&
            !ring.Unwrap([.. ring.Wrap(DataKey.Fresh(Blobs.Chance(1)), Keys.Blob(1)).Value[..14], .. bytes], Keys.Blob(1)).Holds));
    }

    [Fact]
    public void A_customers_key_is_needed_along_with_the_bodys()
    {
        using var ring = Keys.Ring();
        using var key = DataKey.Fresh(Blobs.Chance(1));
        using var customer = new CustomerKey(new byte[32]);
        using var stranger = new CustomerKey([1, .. new byte[31]]);
        var wrapped = ring.Wrap(key, Keys.Blob(1), customer).Value;
        Assert.True(ring.Unwrap(wrapped, Keys.Blob(1), customer).Holds);
        Assert.IsType<CustomerKeyIsNeeded>(ring.Unwrap(wrapped, Keys.Blob(1)).Problem);
        Assert.IsType<WrongCustomerKey>(ring.Unwrap(wrapped, Keys.Blob(1), stranger).Problem);
    }

    [Fact]
    public void Rotation_wraps_data_keys_anew_and_leaves_the_data_alone()
    {
        using var first = Keys.Ring();
        using var key = DataKey.Fresh(Blobs.Chance(1));
        using var customer = new CustomerKey(new byte[32]);
        var blob = Blobs.Seal([1, 2, 3], key);
        var (plain, both) = (first.Wrap(key, Keys.Blob(1)).Value, first.Wrap(key, Keys.Blob(1), customer).Value);

        using var second = first.Rotate(Keys.Noon, Blobs.Chance(99));
        var (plainAnew, bothAnew) = (second.Rewrap(plain, Keys.Blob(1)).Value, second.Rewrap(both, Keys.Blob(1)).Value);
        Assert.Equal(2, KeyRing.WrappedBy(plainAnew)!.Value.Version);
        Assert.Same(plainAnew, second.Rewrap(plainAnew, Keys.Blob(1)).Value);
        using var signer = Keys.Signer();
        using var left = second.DestroyBefore(2, "cso", Keys.Noon, signer).Value.Ring;

        Assert.Equal(new DestroyedKey(first.Current.Name), left.Unwrap(plain, Keys.Blob(1)).Problem);
        Assert.Equal(new DestroyedKey(first.Current.Name), left.Rewrap(plain, Keys.Blob(1)).Problem);
        Assert.Equal(new UnknownKey(second.Current.Name), first.Rewrap(plainAnew, Keys.Blob(1)).Problem);
        using var again = left.Unwrap(plainAnew, Keys.Blob(1)).Value;
        Assert.Equal([1, 2, 3], Blobs.Open(blob, again, SegmentRange.Whole(3)));
        using var withCustomer = left.Unwrap(bothAnew, Keys.Blob(1), customer).Value;
        Assert.Equal([1, 2, 3], Blobs.Open(blob, withCustomer, SegmentRange.Whole(3)));
    }

    [Fact]
    public void A_retired_version_opens_and_wraps_no_more()
    {
        using var first = Keys.Ring();
        using var key = DataKey.Fresh(Blobs.Chance(1));
        var wrapped = first.Wrap(key, Keys.Blob(1)).Value;
        using var second = first.Rotate(Keys.Noon, Blobs.Chance(99));
        Assert.Equal([KeyState.Retired, KeyState.Active], second.Versions.Select(v => v.State));
        Assert.True(second.Unwrap(wrapped, Keys.Blob(1)).Holds);
        Assert.Equal(2, KeyRing.WrappedBy(second.Wrap(key, Keys.Blob(1)).Value)!.Value.Version);
        Assert.IsType<UnknownKey>(first.Unwrap(second.Wrap(key, Keys.Blob(1)).Value, Keys.Blob(1)).Problem);
    }

    [Fact]
    public void A_ring_that_is_disposed_does_not_go_on_with_zeroes()
    {
        var ring = Keys.Ring();
        using var next = ring.Rotate(Keys.Noon, Blobs.Chance(99));
        using var key = DataKey.Fresh(Blobs.Chance(1));
        var wrapped = ring.Wrap(key, Keys.Blob(1)).Value;
        ring.Dispose();
        Assert.Throws<SecretWipedException>(() => ring.Wrap(key, Keys.Blob(1)));
        Assert.Throws<SecretWipedException>(() => ring.Unwrap(wrapped, Keys.Blob(1)));
        Assert.True(next.Unwrap(wrapped, Keys.Blob(1)).Holds);
    }

    [Fact]
    public void Attributes_open_for_what_they_are_about_and_nothing_else()
    {
        using var ring = Keys.Ring();
        using var other = Keys.Ring("gm0363");
        var sealedBytes = ring.SealAttributes("type: text"u8, Deed, Blobs.Chance(7)).Value;
        Assert.Equal("type: text"u8, ring.OpenAttributes(sealedBytes, Deed).Value);
        Assert.IsType<DoesNotOpen>(ring.OpenAttributes(sealedBytes, Deed with { Bucket = "archives" }).Problem);
        Assert.IsType<DoesNotOpen>(ring.OpenAttributes(sealedBytes, new("archive", "deeds/", "1v1")).Problem);
        Assert.IsType<DoesNotOpen>(ring.OpenAttributes(sealedBytes, Deed with { Version = "v2" }).Problem);
        Assert.IsType<DoesNotOpen>(other.OpenAttributes(sealedBytes, Deed).Problem);
    }

    [Fact]
    public void Every_flipped_bit_cut_and_added_byte_of_attributes_is_refused()
    {
        using var ring = Keys.Ring();
        var sealedBytes = ring.SealAttributes("type: text"u8, Deed, Blobs.Chance(7)).Value;
        for (var bit = 0; bit < sealedBytes.Length * 8; bit++)
        {
            sealedBytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(ring.OpenAttributes(sealedBytes, Deed).Holds, $"bit {bit}");
            sealedBytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        for (var left = 0; left < sealedBytes.Length; left++)
        {
            Assert.False(ring.OpenAttributes(sealedBytes.AsSpan(0, left), Deed).Holds);
        }

        Assert.False(ring.OpenAttributes([.. sealedBytes, 0], Deed).Holds);
    }

    [Fact]
    public void The_same_attributes_sealed_twice_look_different()
    {
        using var ring = Keys.Ring();
        var chance = Blobs.Chance(7);
        var attributes = new byte[256];
        var (once, again) = (ring.SealAttributes(attributes, Deed, chance).Value, ring.SealAttributes(attributes, Deed, chance).Value);

        // Two ciphers agree in one byte of 256 by chance.
        var alike = once[^(256 + 16)..].Zip(again[^(256 + 16)..]).Count(pair => pair.First == pair.Second);
        Assert.InRange(alike, 0, 12);
    }

    [Fact]
    public void The_bytes_never_change()
    {
        using var ring = Keys.Ring();
        using var key = DataKey.Fresh(Blobs.Chance(0));
        using var customer = new CustomerKey(Enumerable.Range(100, 32).Select(i => (byte)i).ToArray());
        Assert.Equal(Wrapped, Convert.ToHexStringLower(ring.Wrap(key, Keys.Blob(1)).Value));
        Assert.Equal(WithCustomer, Convert.ToHexStringLower(ring.Wrap(key, Keys.Blob(1), customer).Value));
        Assert.Equal(
            Attributes, Convert.ToHexStringLower(ring.SealAttributes("type: text"u8, Deed, Blobs.Chance(7)).Value));
        Assert.Equal(FingerprintOfFirst, ring.Current.Fingerprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" gm0344")]
    [InlineData("gm0344\nkey 0000000000000000/1")]
    public void A_body_is_named_in_one_line(string body) =>
        Assert.IsType<NotOneLine>(KeyRing.Fresh(body, Keys.Noon, Blobs.Chance(1)).Problem);
}
