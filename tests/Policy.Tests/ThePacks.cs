using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

public sealed class ThePacks
{
    [Fact]
    public void Ids_of_clauses_are_unique() =>
        Assert.Empty(Pack.UseClauses.GroupBy(c => c.Clause.Id).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_clause_belongs_to_a_pack_and_every_pack_has_clauses() => Assert.Equal(
        Pack.All.Select(p => p.Id).Order(StringComparer.Ordinal),
        Pack.UseClauses.Select(c => c.Clause.Pack).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Titles_are_in_two_languages_and_every_clause_names_its_source() => Assert.All(Pack.UseClauses, c =>
    {
        Assert.NotEqual(c.Clause.Title.English, c.Clause.Title.Dutch);
        Assert.NotEmpty(c.Clause.Source);
        Assert.True(c.Clause.KnownThrough is not { } others || others.English != others.Dutch);
    });

    [Theory]
    [InlineData(Severity.Prohibited, "Prohibited: ", "Verboden: ")]
    [InlineData(Severity.Conditional, "Conditional: ", "Onder voorwaarde: ")]
    [InlineData(Severity.Discouraged, "Discouraged: ", "Ontraden: ")]
    public void A_title_begins_with_its_severity(Severity severity, string english, string dutch) => Assert.All(
        Pack.UseClauses.Select(c => c.Clause), c =>
        {
            Assert.Equal(c.Severity == severity, c.Title.English.StartsWith(english, StringComparison.Ordinal));
            Assert.Equal(c.Severity == severity, c.Title.Dutch.StartsWith(dutch, StringComparison.Ordinal));
        });

    [Fact]
    public void The_revised_policy_is_known_through_others_and_says_so() => Assert.All(
        Pack.UseClauses.Where(c => c.Clause.Pack == "rijksbreed-cloudbeleid-2026"),
        c => Assert.StartsWith("volgens pers en vakgenoten: ", c.Clause.Attribution.Dutch, StringComparison.Ordinal));

    [Fact]
    public void The_policy_of_2022_ends_on_the_day_of_its_revision()
    {
        var day = new DateOnly(2026, 7, 3);
        Assert.All(Pack.UseClauses.Where(c => c.Clause.Pack == "rijksbreed-cloudbeleid-2022"), c => Assert.Equal(day, c.Clause.Validity.Until));
        Assert.All(Pack.UseClauses.Where(c => c.Clause.Pack == "rijksbreed-cloudbeleid-2026"), c => Assert.Equal(day, c.Clause.Validity.From));
    }

    [Fact]
    public void Every_clause_has_a_test()
    {
        var tests = string.Concat(
            Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Policy.Tests", "Clauses"), "*.cs").Select(File.ReadAllText));
        Assert.Empty(Pack.UseClauses.Select(c => c.GetType().Name)
            .Where(name => !tests.Contains($"Hold<{name}>", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_question_has_a_word_of_its_own_and_two_languages()
    {
        Assert.Equal(Enum.GetValues<UseQuestion>(), AskedQuestion.All.Select(q => q.Question));
        Assert.All(AskedQuestion.All, q => Assert.Same(q, AskedQuestion.Of(q.Question)));
        Assert.All(AskedQuestion.All, q => Assert.NotEqual(q.Asks.English, q.Asks.Dutch));
        Assert.All(AskedQuestion.All, q => Assert.True(q.Options.Count > 1));
    }
}
