using System.Text;
using Sluiswachter.VaultServer.Abroad;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A drill looks for texts of home: for all names, and of anything else for so much as memory allows.</summary>
public sealed class TextsThatAreLookedFor
{
    [Fact]
    public void Of_too_many_so_many_by_chance_and_all_that_must_be()
    {
        var search = new TextSearch(most: 30);
        foreach (var i in Enumerable.Range(0, 50))
        {
            Assert.True(search.TryAdd(Text("the name", i), must: true));
        }

        for (var times = 0; times < 2; times++)
        {
            // Known texts count once.
            Assert.All(Enumerable.Range(0, 30), i => search.TryAdd(Text("the key ", i)));
        }

        Assert.Equal((80, 0), (search.Count, search.LeftOut));
        Assert.All(Enumerable.Range(30, 970), i => search.TryAdd(Text("the key ", i)));
        Assert.Equal((80, 970), (search.Count, search.LeftOut));
        Assert.All(Enumerable.Range(0, 50), i => Assert.True(search.Stands(Text("so it stands: the name", i))));
        Assert.Equal(30, Enumerable.Range(0, 1_000).Count(i => search.Stands(Text("so it stands: the key ", i))));
    }

    [Fact]
    public void Each_with_the_same_chance()
    {
        // Of 20 texts 10 are kept: the first ten come to 5 of these on average, over 1,000 times to 5,000 with a deviation of 36.
        var first = 0;
        for (var times = 0; times < 1_000; times++)
        {
            var search = new TextSearch(most: 10);
            Assert.All(Enumerable.Range(0, 20), i => search.TryAdd(Text("the key ", i)));
            first += Enumerable.Range(0, 10).Count(i => search.Stands(Text("the key ", i)));
        }

        Assert.InRange(first, 4_600, 5_400);
    }

    private static byte[] Text(string words, int number) => Encoding.UTF8.GetBytes($"{words}{number:00000}");
}
