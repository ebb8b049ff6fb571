using System.Collections.Concurrent;
using Sluiswachter.App;

namespace Sluiswachter.App.Tests;

public class ReadAheadTests
{
    [Fact]
    public void Items_come_in_their_order() =>
        Assert.Equal(Enumerable.Range(0, 1000), ReadAhead.Of(Enumerable.Range(0, 1000)));

    [Fact]
    public void Items_are_made_on_another_thread()
    {
        var here = Environment.CurrentManagedThreadId;
        Assert.All(ReadAhead.Of(Enumerable.Range(0, 9).Select(_ => Environment.CurrentManagedThreadId)), made => Assert.NotEqual(here, made));
    }

    [Fact]
    public void What_making_an_item_throws_is_thrown_after_the_items_before_it()
    {
        var got = new List<int>();
        var thrown = Assert.Throws<IOException>(() => got.AddRange(ReadAhead.Of(TwoAndThenNothingMore())));
        Assert.Equal("the disk is gone", thrown.Message);
        Assert.Equal([1, 2], got);
    }

    [Fact]
    public void Whoever_stops_asking_leaves_nothing_running()
    {
        var made = new ConcurrentQueue<int>();
        var ended = false;
        foreach (var item in ReadAhead.Of(Endless()))
        {
            if (item == 5)
            {
                break;
            }
        }

        Assert.True(ended);
        Assert.InRange(made.Count, 6, 9);

        IEnumerable<int> Endless()
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    made.Enqueue(i);
                    yield return i;
                }
            }
            finally
            {
                ended = true;
            }
        }
    }

    private static IEnumerable<int> TwoAndThenNothingMore()
    {
        yield return 1;
        yield return 2;
        throw new IOException("the disk is gone");
    }
}
