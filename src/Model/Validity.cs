namespace Sluiswachter.Model;

/// <summary>The days on which a fact holds: from a day (inclusive) until a day (exclusive).</summary>
/// <remarks>Without <see cref="From"/> since always; without <see cref="Until"/> until further notice; never empty.</remarks>
public readonly record struct Validity
{
    private Validity(DateOnly? from, DateOnly? until) => (From, Until) = (from, until);

    /// <summary>The first day on which the fact holds, or null: since always.</summary>
    public DateOnly? From { get; }

    /// <summary>The first day on which the fact no longer holds, or null: until further notice.</summary>
    public DateOnly? Until { get; }

    /// <summary>Since always and until further notice.</summary>
    public static Validity Always => default;

    /// <summary>Makes a validity; the end must lie after the start.</summary>
    public static Result<Validity> Of(DateOnly? from, DateOnly? until) =>
        until <= from ? new EndsBeforeItStarts(from!.Value, until.Value) : new Validity(from, until);

    /// <summary>Whether the fact holds on a day.</summary>
    public bool Contains(DateOnly day) => !(day < From) && !(day >= Until);

    /// <summary>Whether some day lies in both.</summary>
    public bool Overlaps(Validity other) => !(Until <= other.From) && !(other.Until <= From);

    /// <inheritdoc />
    public override string ToString() => $"{From:yyyy-MM-dd}..{Until:yyyy-MM-dd}";
}

/// <summary>A validity whose end is not after its start.</summary>
public sealed record EndsBeforeItStarts(DateOnly From, DateOnly Until) : Problem(new Phrase(
    $"valid_until '{Until:yyyy-MM-dd}' is not after valid_from '{From:yyyy-MM-dd}': expected a later date (the end is exclusive)",
    $"valid_until '{Until:yyyy-MM-dd}' ligt niet na valid_from '{From:yyyy-MM-dd}': verwacht een latere datum (het einde is exclusief)"));
