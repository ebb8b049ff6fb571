namespace Sluiswachter.Store;

/// <summary>Texts that occur again and again, such as roles, each of which is then kept in memory once.</summary>
/// <remarks>Remembers a text until another one takes its place, so what does not recur costs no memory.</remarks>
internal sealed class SharedTexts
{
    private const int Places = 256;

    private readonly string?[] texts = new string?[Places];

    /// <summary>A text that is the same: the one met before, or else this one.</summary>
    public string Of(string text)
    {
        ref var known = ref texts[(uint)string.GetHashCode(text, StringComparison.Ordinal) % Places];
        return known == text ? known : known = text;
    }
}
