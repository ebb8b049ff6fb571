using System.Text.Json.Nodes;

namespace Sluiswachter.Vault.Tests;

public sealed class AKeyFile
{
    private const string Passphrase = "vier paarden op de dijk";

    private static readonly string[] Officers = ["secretary", "security officer", "archivist"];

    [Fact]
    public void A_passphrase_opens_it()
    {
        var read = KeyFile.Read(WithPassphrase().ToText()).Value;
        using var secret = read.Passphrase!.Open(Passphrase).Value;
        using var ring = read.Open(secret).Value;
        using var original = Keys.Ring();
        using var key = DataKey.Fresh(Blobs.Chance(1));
        Assert.Equal("gm0344", ring.Body);
        Assert.True(ring.Unwrap(original.Wrap(key, Keys.Blob(1)).Value, Keys.Blob(1)).Holds);
        Assert.Equal(original.Current.Fingerprint, ring.Current.Fingerprint);
        Assert.Equal(Keys.Noon, ring.Current.Since);
    }

    [Fact]
    public void It_keeps_every_version_in_its_state_and_no_key_that_was_destroyed()
    {
        using var secret = UnlockingSecret.Fresh(Blobs.Chance(3));
        using var signer = Keys.Signer();
        using var ring = Keys.Ring().Rotate(Keys.Noon, Blobs.Chance(70)).Rotate(Keys.Noon.AddDays(1), Blobs.Chance(80))
            .DestroyBefore(2, "cso", Keys.Noon, signer).Value.Ring;
        using var read = KeyFile.Seal(ring, secret, Blobs.Chance(4)).Open(secret).Value;
        Assert.Equal([KeyState.Destroyed, KeyState.Retired, KeyState.Active], read.Versions.Select(v => v.State));
        Assert.Equal(ring.Versions.Select(v => (v.Name, v.Fingerprint, v.Since)), read.Versions.Select(v => (v.Name, v.Fingerprint, v.Since)));
        Assert.Null(read.Versions[0].Key);
    }

    [Fact]
    public void A_wrong_passphrase_and_damage_say_the_same()
    {
        var file = WithPassphrase();
        Assert.IsType<KeyFileDoesNotOpen>(file.Passphrase!.Open(Passphrase + ".").Problem);
        Assert.IsType<KeyFileDoesNotOpen>((file.Passphrase with { Salt = [.. file.Passphrase.Salt.Reverse()] }).Open(Passphrase).Problem);
        Assert.IsType<KeyFileDoesNotOpen>((file.Passphrase with { Iterations = file.Passphrase.Iterations + 1 }).Open(Passphrase).Problem);
        using var stranger = UnlockingSecret.Fresh(Blobs.Chance(200));
        Assert.IsType<KeyFileDoesNotOpen>(file.Open(stranger).Problem);
    }

    [Theory]
    [InlineData("body", "gm0363")]
    [InlineData("ring", "0000000000000000")]
    [InlineData("salt", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("sealed", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_it_says_of_itself_cannot_be_altered(string field, string value)
    {
        var json = JsonNode.Parse(WithPassphrase().ToText())!;
        json[field] = value;
        using var secret = UnlockingSecret.Fresh(Blobs.Chance(3));
        Assert.IsType<KeyFileDoesNotOpen>(KeyFile.Read(json.ToJsonString()).Value.Open(secret).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"format":"sluiswachter key ring","version":2,"body":"b","ring":"00","salt":"","sealed":""}""")]
    [InlineData("""{"format":"sluiswachter key ring","version":1,"body":null,"ring":"00","salt":"","sealed":""}""")]
    [InlineData("""{"format":"sluiswachter key ring","version":1,"body":"b","ring":"00","salt":"","sealed":"?"}""")]
    public void Another_text_is_no_key_file(string text) => Assert.IsType<NoKeyFile>(KeyFile.Read(text).Problem);

    [Theory]
    [InlineData("officers")]
    [InlineData("copies")]
    public void A_list_with_nothing_in_it_is_no_lock(string list)
    {
        var json = JsonNode.Parse(Frozen)!;
        json["officers"]![list]![0] = null;
        Assert.IsType<NoKeyFile>(KeyFile.Read(json.ToJsonString()).Problem);
    }

    [Fact]
    public void Weak_locks_are_neither_made_nor_opened()
    {
        using var secret = UnlockingSecret.Fresh(Blobs.Chance(3));
        Assert.IsType<PassphraseTooShort>(PassphraseLock.Of(secret, "te kort", Blobs.Chance(4)).Problem);
        Assert.IsType<IterationsOutOfRange>(PassphraseLock.Of(secret, Passphrase, Blobs.Chance(4), PassphraseLock.Fewest - 1).Problem);
        Assert.IsType<IterationsOutOfRange>(new PassphraseLock(1000, new byte[32], new byte[40]).Open(Passphrase).Problem);
        Assert.IsType<IterationsOutOfRange>(new PassphraseLock(int.MaxValue, new byte[32], new byte[40]).Open(Passphrase).Problem);
    }

    [Fact]
    public void Without_a_lock_it_is_not_written()
    {
        using var secret = UnlockingSecret.Fresh(Blobs.Chance(3));
        using var ring = Keys.Ring();
        Assert.Throws<InvalidOperationException>(() => KeyFile.Seal(ring, secret, Blobs.Chance(4)).ToText());
    }

    [Fact]
    public void After_a_rotation_the_same_locks_open_it()
    {
        var (file, keys) = WithOfficers(2, Officers);
        using var secret = file.Officers!.Open([keys[0], keys[2]]).Value;
        using var next = file.Open(secret).Value.Rotate(Keys.Noon, Blobs.Chance(90));
        var written = KeyFile.Read(file.With(next, secret, Blobs.Chance(5)).ToText()).Value;
        using var again = written.Officers!.Open([keys[1], keys[2]]).Value;
        Assert.Equal(2, written.Open(again).Value.Versions.Count);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    [InlineData(2, 5)]
    [InlineData(3, 5)]
    [InlineData(4, 5)]
    public void Any_officers_that_are_enough_open_it_and_fewer_do_not(int need, int of)
    {
        var (file, keys) = WithOfficers(need, [.. Enumerable.Range(1, of).Select(i => $"officer {i}")]);
        var read = KeyFile.Read(file.ToText()).Value.Officers!;
        for (var group = 0; group < 1 << of; group++)
        {
            OfficerKey[] present = [.. keys.Where((_, i) => (group >> i & 1) == 1).Reverse()];
            var opened = read.Open(present);
            Assert.Equal(present.Length >= need, opened.Holds);
            Assert.Equal(present.Length >= need, opened.Problem is not TooFewOfficers);
            Assert.True(!opened.Holds || file.Open(opened.Value).Holds);
        }
    }

    [Fact]
    public void The_key_of_an_officer_of_a_former_lock_is_named()
    {
        var (file, keys) = WithOfficers(2, Officers);
        var (_, former) = WithOfficers(2, Officers, seed: 77);
        Assert.Equal(new NotAnOfficersKey("archivist"), file.Officers!.Open([keys[0], former[2]]).Problem);
    }

    [Fact]
    public void One_officer_twice_is_one_officer()
    {
        var (file, keys) = WithOfficers(2, Officers);
        Assert.Equal(new TooFewOfficers(1, 2), file.Officers!.Open([keys[0], keys[0]]).Problem);
    }

    [Fact]
    public void A_damaged_copy_does_not_open()
    {
        var (file, keys) = WithOfficers(2, Officers);
        var damaged = file.Officers! with { Copies = [.. file.Officers.Copies.Select(c => (byte[])[.. c[..^1], 0])] };
        Assert.IsType<KeyFileDoesNotOpen>(damaged.Open([keys[0], keys[1]]).Problem);
        Assert.IsType<KeyFileDoesNotOpen>((file.Officers with { Copies = [] }).Open([keys[0], keys[1]]).Problem);
    }

    [Theory]
    [InlineData(1, "a b")]
    [InlineData(3, "a b")]
    [InlineData(2, "a b c d e f")]
    [InlineData(2, "a a")]
    public void Numbers_of_officers_that_make_no_sense_are_refused(int need, string officers)
    {
        using var secret = UnlockingSecret.Fresh(Blobs.Chance(3));
        Assert.IsType<NoSuchOfficers>(OfficerLock.Of(secret, need, officers.Split(' '), Blobs.Chance(4)).Problem);
    }

    [Fact]
    public void An_officers_key_survives_paper_and_a_typing_error_is_noticed()
    {
        var (file, keys) = WithOfficers(2, Officers);
        var typed = keys.Select(k => OfficerKey.Read($"  {k.Reveal().Replace('-', '-')}\n").Value).ToList();
        Assert.Equal(keys.Select(k => k.Officer), typed.Select(k => k.Officer));
        Assert.True(file.Officers!.Open([typed[1], typed[0]]).Holds);

        var text = keys[0].Reveal();
        var at = text.IndexOf(' ', StringComparison.Ordinal) + 5;
        var wrong = text[..at] + (text[at] == '0' ? '1' : '0') + text[(at + 1)..];
        Assert.IsType<NoOfficerKey>(OfficerKey.Read(wrong).Problem);
        Assert.IsType<NoOfficerKey>(OfficerKey.Read("").Problem);
        Assert.IsType<NoOfficerKey>(OfficerKey.Read(text.Replace("secretary", "archivist", StringComparison.Ordinal)).Problem);
    }

    [Fact]
    public void Files_of_today_open_for_ever()
    {
        var file = KeyFile.Read(Frozen).Value;
        using var byPassphrase = file.Passphrase!.Open(Passphrase).Value;
        using var byOfficers = file.Officers!.Open([OfficerKey.Read(FirstOfficer).Value, OfficerKey.Read(ThirdOfficer).Value]).Value;
        using var ring = Keys.Ring();
        Assert.Equal(ring.Current.Fingerprint, file.Open(byPassphrase).Value.Current.Fingerprint);
        Assert.Equal(ring.Current.Fingerprint, file.Open(byOfficers).Value.Current.Fingerprint);
        Assert.Equal(Frozen, file.ToText());
    }

    private static KeyFile WithPassphrase()
    {
        using var secret = UnlockingSecret.Fresh(Blobs.Chance(3));
        using var ring = Keys.Ring();
        return KeyFile.Seal(ring, secret, Blobs.Chance(4)) with
        {
            Passphrase = PassphraseLock.Of(secret, Passphrase, Blobs.Chance(5), PassphraseLock.Fewest).Value,
        };
    }

    private static (KeyFile File, IReadOnlyList<OfficerKey> Keys) WithOfficers(int need, string[] officers, int seed = 6)
    {
        using var secret = UnlockingSecret.Fresh(Blobs.Chance(3));
        using var ring = Keys.Ring();
        var shares = OfficerLock.Of(secret, need, officers, Blobs.Chance(seed)).Value;
        return (KeyFile.Seal(ring, secret, Blobs.Chance(4)) with { Officers = shares.Lock }, shares.Keys);
    }

    private const string FirstOfficer = "sluis-officer-1 26272829-2a2b2c2d-2e2f3031-32333435-36373839-3a3b3c3d-3e3f4041-42434445-cd3adcca secretary";
    private const string ThirdOfficer = "sluis-officer-1 66676869-6a6b6c6d-6e6f7071-72737475-76777879-7a7b7c7d-7e7f8081-82838485-f4b4a284 archivist";
    private const string Frozen = """
        {
          "format": "sluiswachter key ring",
          "version": 1,
          "body": "gm0344",
          "ring": "3233343536373839",
          "salt": "BAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiM=",
          "sealed": "RP35tnS2lo+sX9ag0os2wFindiBpHhjLzZWWc7V4m9oLTHO/X7Bm3OfmOkTTxi+0Tz19fpHsW2AetZpLWU1130whA08iUNQPijEbuds48tYdT1f2rv3vnmrjCYFyRRRtpKja26uPmOLyR0iOYTGLDIp1upRx09+OECevU+ObNatUW6TlS3VczNgjz7o+Hp9R5iwp3wq9Js6QesL8TrelNgsaxvRrOItJNaQVg/dqf7KtTaiUMDeY5tlBJaDdSx0Uq5snWCKYG+args5G1pAb7c+WdY99gHa4q6DAcoiv",
          "passphrase": {
            "kdf": "PBKDF2-HMAC-SHA512",
            "iterations": 210000,
            "salt": "BQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQ=",
            "wrapped": "6OdA2IC4PSQYo4YxsicmbI+8/nBiq1Iy2usZOiWFd5aodNmL7X0WcA=="
          },
          "officers": {
            "need": 2,
            "salt": "BgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCU=",
            "officers": [
              {
                "name": "secretary",
                "fingerprint": "cd3adccaa1ca1199"
              },
              {
                "name": "security officer",
                "fingerprint": "7bdf86d0c6f1cdea"
              },
              {
                "name": "archivist",
                "fingerprint": "f4b4a284bf6d3005"
              }
            ],
            "copies": [
              "EREsOvXBswT9cnrGrHjbIu+mbV1kUQni5ImA9rJFJ/YpVrwsZqIQcg==",
              "0xkHE9QUmUs1GIL97qQkd6h+lhENEF9Y/z671bQvPfCUXyza2IYg6w==",
              "c5yRUzObvTt7435uXT0ugPfNTkJKdv0YGGLVnQq/5Q0HjYJiArNdoA=="
            ]
          }
        }

        """;
}
