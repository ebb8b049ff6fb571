namespace Sluiswachter.Policy.Tests;

/// <summary>The page docs/how-to/add-a-clause.md, whose two files stand beside this one, compiled and run.</summary>
public sealed class AddAClause
{
    [Fact]
    public void The_page_shows_the_files_that_are_compiled_here() => Assert.Equal(
        [Source("KeysOfVitalFunctions.cs"), Source("TheKeysOfAVitalFunction.cs")],
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "how-to", "add-a-clause.md"))
            .Split("```csharp\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]));

    [Fact]
    public void A_clause_is_found_by_itself()
    {
        var found = Assert.Single(Pack.UseClausesOf(typeof(AddAClause).Assembly));
        Assert.IsType<KeysOfVitalFunctions>(found);
        Assert.Contains(Pack.All, p => p.Id == found.Clause.Pack);
        Assert.DoesNotContain(Pack.UseClauses, c => c.Clause.Id == found.Clause.Id);
    }

    private static string Source(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Policy.Tests", "HowTo", file));
}
