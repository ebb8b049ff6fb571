namespace Sluiswachter.Vault.Tests;

public sealed class AnEntryOfTheLog
{
    private static readonly LogEntry Put = new(
        Keys.Noon.AddMilliseconds(7), "gm0344/alice", "192.0.2.1", "s3:PutObject", "archive/deeds/1?versionId=v1", "ok");

    [Fact]
    public void Its_words_come_back() => Assert.Equal(Put, RecordedEntry.Of(Put, Blobs.Chance(1)).Entry().Value);

    [Fact]
    public void Its_moment_is_kept_to_the_millisecond() => Assert.Equal(
        Put, RecordedEntry.Of(Put with { When = Put.When.AddTicks(9_999).ToOffset(TimeSpan.FromHours(2)) }, Blobs.Chance(1)).Entry().Value);

    [Fact]
    public void Without_its_words_it_stands_in_the_tree_as_before()
    {
        var entry = RecordedEntry.Of(Put, Blobs.Chance(1));
        Assert.Equal(entry.Leaf, entry.Erased().Leaf);
        Assert.IsType<EntryErased>(entry.Erased().Entry().Problem);
    }

    [Fact]
    public void The_same_words_leave_no_trace_of_being_the_same()
    {
        var chance = Blobs.Chance(1);
        Assert.NotEqual(RecordedEntry.Of(Put, chance).Commitment, RecordedEntry.Of(Put, chance).Commitment);
    }

    [Fact]
    public void Any_altered_bit_of_its_words_salt_or_commitment_is_noticed()
    {
        var entry = RecordedEntry.Of(Put, Blobs.Chance(1));
        for (var bit = 0; bit < entry.Payload!.Length * 8; bit++)
        {
            Assert.IsType<EntryAltered>((entry with { Payload = Flip(entry.Payload, bit) }).Entry().Problem);
        }

        Assert.IsType<EntryAltered>((entry with { Salt = Flip(entry.Salt!, 3) }).Entry().Problem);
        Assert.IsType<EntryAltered>((entry with { Salt = [.. entry.Salt!, 0] }).Entry().Problem);
        Assert.IsType<EntryAltered>((entry with { Commitment = LogHash.OfNothing }).Entry().Problem);
    }

    [Fact]
    public void Another_moment_or_commitment_is_another_leaf()
    {
        var entry = RecordedEntry.Of(Put, Blobs.Chance(1));
        Assert.NotEqual(entry.Leaf, (entry with { When = entry.When.AddMilliseconds(1) }).Leaf);
        Assert.NotEqual(entry.Leaf, (entry with { Commitment = LogHash.OfNothing }).Leaf);
    }

    [Fact]
    public void Words_cannot_move_from_one_field_to_the_next()
    {
        var moved = Put with { Who = "gm0344", From = "/alice192.0.2.1" };
        Assert.NotEqual(RecordedEntry.Of(Put, Blobs.Chance(1)).Leaf, RecordedEntry.Of(moved, Blobs.Chance(1)).Leaf);
    }

    [Fact]
    public void Its_bytes_never_change()
    {
        var entry = RecordedEntry.Of(Put, Blobs.Chance(1));
        Assert.Equal(
            "AAAAHnNsdWlzd2FjaHRlciB2YXVsdCAxIGxvZyBlbnRyeQAAAAxnbTAzNDQvYWxpY2UAAAAJMTkyLjAuMi4xAAAADHMzOlB1dE9i" +
            "amVjdAAAABxhcmNoaXZlL2RlZWRzLzE/dmVyc2lvbklkPXYxAAAAAm9r",
            Convert.ToBase64String(entry.Payload!));
        Assert.Equal("NPgVBYt2RkdvqA5zQrnedt2J96iLil1C3cuV9XZDdEg=", entry.Commitment.ToString());
        Assert.Equal("2c7wXgmGJzG3xB/BP5iGj9eapcEAGKuhgPEcm+KtbEI=", entry.Leaf.ToString());
    }

    private static byte[] Flip(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
