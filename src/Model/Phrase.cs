namespace Sluiswachter.Model;

/// <summary>A sentence of the interface in the two languages that the register speaks.</summary>
/// <param name="English">The sentence in English.</param>
/// <param name="Dutch">The same sentence in Dutch.</param>
/// <remarks>Both stand side by side where the sentence is made, so that neither can be forgotten.</remarks>
public readonly record struct Phrase(string English, string Dutch)
{
    /// <summary>The sentence in one language.</summary>
    public string In(Language language) => language == Language.Dutch ? Dutch : English;

    /// <inheritdoc />
    public override string ToString() => English;
}

/// <summary>A language of the interface.</summary>
public enum Language
{
    /// <summary>English, the default where nothing else is asked.</summary>
    English = 1,

    /// <summary>Dutch.</summary>
    Dutch = 2,
}
