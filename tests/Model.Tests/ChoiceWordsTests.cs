namespace Sluiswachter.Model.Tests;

/// <summary>What choices are called in sentences.</summary>
public sealed class ChoiceWordsTests
{
    [Fact]
    public void Every_choice_has_a_name_of_its_own_in_both_languages()
    {
        Named(Enum.GetValues<Purpose>(), ChoiceWords.Of);
        Named(Enum.GetValues<Basis>(), ChoiceWords.Of);
        Named(Enum.GetValues<Criticality>(), ChoiceWords.Of);
        Named(Enum.GetValues<DataClass>(), ChoiceWords.Of);

        static void Named<T>(T[] all, Func<T, Phrase> name)
        {
            foreach (var language in new[] { Language.English, Language.Dutch })
            {
                string[] names = [.. all.Select(one => name(one).In(language))];
                Assert.DoesNotContain("", names);
                Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
            }
        }
    }
}
