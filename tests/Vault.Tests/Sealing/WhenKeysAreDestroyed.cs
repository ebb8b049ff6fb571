namespace Sluiswachter.Vault.Tests;

public sealed class WhenKeysAreDestroyed
{
    [Fact]
    public void Nothing_of_the_body_opens_any_more()
    {
        using var ring = Keys.Ring();
        using var key = DataKey.Fresh(Blobs.Chance(1));
        using var signer = Keys.Signer();
        var wrapped = ring.Wrap(key, Keys.Blob(1)).Value;
        var about = new AttributesOf("archive", "deed", "1");
        var attributes = ring.SealAttributes("x"u8, about, Blobs.Chance(1)).Value;

        using var left = ring.DestroyAll("cso", Keys.Noon, signer).Value.Ring;
        Assert.IsType<DestroyedKey>(left.Unwrap(wrapped, Keys.Blob(1)).Problem);
        Assert.IsType<DestroyedKey>(left.OpenAttributes(attributes, about).Problem);
        Assert.IsType<DestroyedKey>(left.Wrap(key, Keys.Blob(1)).Problem);
        Assert.IsType<DestroyedKey>(left.Rewrap(wrapped, Keys.Blob(1)).Problem);
        Assert.IsType<DestroyedKey>(left.SealAttributes("x"u8, about, Blobs.Chance(1)).Problem);
        Assert.Throws<InvalidOperationException>(() => left.Rotate(Keys.Noon, Blobs.Chance(2)));
    }

    [Fact]
    public void A_proof_names_each_key_and_is_checked_with_the_logs_public_key_alone()
    {
        using var ring = Keys.Ring();
        using var second = ring.Rotate(Keys.Noon, Blobs.Chance(99));
        using var signer = Keys.Signer();
        var erasure = second.DestroyAll("chief security officer", Keys.Noon.AddSeconds(0.9), signer).Value;
        using var left = erasure.Ring;

        var proof = ErasureProof.Read(erasure.Proof, LogKey.Read(signer.PublicKey.Text).Value).Value;
        Assert.Equal("gm0344", proof.Body);
        Assert.Equal("chief security officer", proof.By);
        Assert.Equal(Keys.Noon, proof.At);
        Assert.Equal(second.Versions.Select(v => new DestroyedVersion(v.Name, v.Fingerprint)), proof.Keys);
        Assert.Equal(second.Versions.Select(v => v.Fingerprint), left.Versions.Select(v => v.Fingerprint));
        Assert.Equal(2, proof.Keys.Select(k => k.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void A_proof_names_only_what_was_there_to_destroy()
    {
        using var signer = Keys.Signer();
        using var second = Keys.Ring().Rotate(Keys.Noon, Blobs.Chance(99));
        using var left = second.DestroyBefore(2, "cso", Keys.Noon, signer).Value.Ring;
        Assert.Equal(new DestroyedKey(left.Versions[0].Name), left.DestroyBefore(2, "cso", Keys.Noon, signer).Problem);

        var all = left.DestroyAll("cso", Keys.Noon, signer).Value;
        Assert.Equal([2], ErasureProof.Read(all.Proof, signer.PublicKey).Value.Keys.Select(k => k.Key.Version));
        Assert.IsType<DestroyedKey>(all.Ring.DestroyAll("cso", Keys.Noon, signer).Problem);
    }

    [Theory]
    [InlineData("gm0344", "gm0363")]
    [InlineData("12:00:00", "13:00:00")]
    [InlineData("cso", "someone else")]
    [InlineData("/1 sha", "/2 sha")]
    public void An_altered_proof_is_refused(string written, string altered)
    {
        using var ring = Keys.Ring();
        using var signer = Keys.Signer();
        var proof = ring.DestroyAll("cso", Keys.Noon, signer).Value.Proof;
        Assert.Contains(written, proof);
        Assert.IsType<SignatureDoesNotFit>(
            ErasureProof.Read(proof.Replace(written, altered, StringComparison.Ordinal), signer.PublicKey).Problem);
    }

    [Fact]
    public void A_proof_by_another_vault_is_refused()
    {
        using var ring = Keys.Ring();
        using var signer = Keys.Signer();
        using var other = Keys.Signer("other.example.nl/log");
        var proof = ring.DestroyAll("cso", Keys.Noon, other).Value.Proof;
        Assert.IsType<NotSignedBy>(ErasureProof.Read(proof, signer.PublicKey).Problem);
    }

    [Fact]
    public void Another_note_of_the_same_log_is_no_proof()
    {
        using var signer = Keys.Signer();
        Assert.IsType<NoErasureProof>(ErasureProof.Read(SignedNote.Sign("hello\n", signer), signer.PublicKey).Problem);
    }

    [Fact]
    public void Whoever_asks_cannot_write_further_lines_into_the_proof()
    {
        using var ring = Keys.Ring();
        using var signer = Keys.Signer();
        Assert.IsType<NotOneLine>(ring.DestroyAll("cso\nkey 0000000000000000/9", Keys.Noon, signer).Problem);
    }

    [Fact]
    public void The_current_version_is_not_destroyed_on_its_own()
    {
        using var ring = Keys.Ring();
        using var signer = Keys.Signer();
        Assert.IsType<CurrentVersionIsNeeded>(ring.DestroyBefore(2, "cso", Keys.Noon, signer).Problem);
        Assert.IsType<UnknownKey>(ring.DestroyBefore(1, "cso", Keys.Noon, signer).Problem);
    }
}
