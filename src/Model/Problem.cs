namespace Sluiswachter.Model;

/// <summary>A refusal with a name: why a value, a fact or a request cannot be accepted.</summary>
/// <param name="Says">What is wrong, what was found and what was expected.</param>
/// <remarks>Exceptions are for bugs and broken machines; everything that people can do wrong is a problem.</remarks>
public abstract record Problem(Phrase Says)
{
    /// <summary>What is wrong, in one language.</summary>
    public string In(Language language) => Says.In(language);

    /// <inheritdoc />
    public sealed override string ToString() => Says.English;

    /// <summary>The offending text, short enough and plain enough to be shown in a message.</summary>
    /// <remarks>Looks at the first characters only, so that a complaint about a giant costs no more than any other.</remarks>
    public static string Quote(string text)
    {
        const int longest = 60;
        var cut = text.Length <= longest ? text.Length : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        var plain = string.Create(cut, text, static (shown, whole) =>
        {
            for (var i = 0; i < shown.Length; i++)
            {
                shown[i] = char.IsControl(whole[i]) ? '\uFFFD' : whole[i];
            }
        });
        return cut == text.Length ? $"'{plain}'" : $"'{plain}…' ({text.Length} characters)";
    }
}

/// <summary>A value, or the problem that kept it from being made.</summary>
/// <remarks>The default instance holds neither and is a bug; make results by conversion.</remarks>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Problem? problem) => (this.value, Problem) = (value, problem);

    /// <summary>The problem, or null when there is a value.</summary>
    public Problem? Problem { get; }

    /// <summary>True when there is a value.</summary>
    public bool Holds => Problem is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; ask <see cref="Holds"/> first.</exception>
    public T Value => Problem is null ? value! : throw new InvalidOperationException(Problem.ToString());

    /// <summary>Another value made from this one, or the same problem.</summary>
    public Result<TOther> Then<TOther>(Func<T, Result<TOther>> next) =>
        Problem is null ? next(value!) : Problem;

    /// <summary>The value as a result; the way for interfaces, which have no conversions.</summary>
    public static Result<T> Of(T value) => new(value, null);

    /// <summary>The value as a result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>The problem as a result.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
