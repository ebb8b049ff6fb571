using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Holds a use against conditions, one after the other, each of which is yes, no or unknown.</summary>
/// <remarks>
/// While every condition holds the clause applies; one that is known not to hold ends it, whatever else is unknown. What is
/// demanded and known to be there is enough, even when it is unknown whether the clause applies. Else the first unknown
/// leaves it open, and only without any unknown is it broken. So what is broken stays so, whatever unknown facts turn out to be.
/// </remarks>
public readonly struct Judgement
{
    private readonly Use? use;
    private readonly DateOnly day;
    private readonly UseQuestion? missing;
    private readonly Link? grounds;

    private Judgement(Use? use, DateOnly day, UseQuestion? missing, Link? grounds) =>
        (this.use, this.day, this.missing, this.grounds) = (use, day, missing, grounds);

    /// <summary>Begins to judge a use on a day.</summary>
    public static Judgement Of(Use use, DateOnly at) => new(use, at, null, null);

    /// <summary>Goes on when something that is always known holds.</summary>
    public Judgement When(bool holds) => holds ? this : default;

    /// <summary>Goes on when a condition holds, or is unknown.</summary>
    public Judgement When(Condition condition)
    {
        if (use is null)
        {
            return this;
        }

        var known = condition.Of(use, day);
        return known.Value switch
        {
            false => default,
            true => new Judgement(use, day, missing, Link.Of(grounds, known.Grounds)),
            null => new Judgement(use, day, missing ?? condition.Missing(use, day), Link.Of(grounds, known.Grounds)),
        };
    }

    /// <summary>The ruling: what fulfils the conditions must also fulfil this one.</summary>
    /// <param name="demanded">What is demanded.</param>
    /// <param name="says">What is found when it is not there.</param>
    /// <param name="settledBy">What would settle that.</param>
    public Ruling? Demands(Condition demanded, Phrase says, Phrase settledBy)
    {
        if (use is null)
        {
            return null;
        }

        var known = demanded.Of(use, day);
        var all = Link.Of(grounds, known.Grounds);
        return known.Value == true ? new Ruling.Met(Link.List(all))
            : (missing ?? (known.IsUnknown ? demanded.Missing(use, day) : null)) is { } question ? Open(question, all)
            : new Ruling.Broken(says, settledBy, Link.List(all));
    }

    /// <summary>The ruling: what fulfils the conditions must also fulfil all of these.</summary>
    /// <param name="says">What is found when one is not there; what lacks is added.</param>
    /// <param name="settledBy">What would settle that.</param>
    /// <param name="demanded">What is demanded, and how it is called when it lacks.</param>
    public Ruling? DemandsAll(Phrase says, Phrase settledBy, params ReadOnlySpan<(Condition Demanded, Phrase Lacks)> demanded)
    {
        if (use is null)
        {
            return null;
        }

        var (question, all, lacks) = (missing, grounds, new List<Phrase>());
        foreach (var (condition, name) in demanded)
        {
            var known = condition.Of(use, day);
            all = Link.Of(all, known.Grounds);
            question ??= known.IsUnknown ? condition.Missing(use, day) : null;
            if (known.Value == false)
            {
                lacks.Add(name);
            }
        }

        return lacks.Count == 0 && question is null ? new Ruling.Met(Link.List(all))
            : lacks.Count > 0 && missing is null ? new Ruling.Broken(
                new Phrase(
                    $"{says.English}: {string.Join(", ", lacks.Select(l => l.English))}",
                    $"{says.Dutch}: {string.Join(", ", lacks.Select(l => l.Dutch))}"),
                settledBy, Link.List(all))
            : Open(question!.Value, all);
    }

    /// <summary>The ruling: what fulfils the conditions may not be.</summary>
    /// <param name="says">What is found.</param>
    /// <param name="settledBy">What would settle it.</param>
    public Ruling? Forbids(Phrase says, Phrase settledBy) =>
        use is null ? null
        : missing is { } question ? Open(question, grounds)
        : new Ruling.Broken(says, settledBy, Link.List(grounds));

    private static Ruling.Open Open(UseQuestion question, Link? grounds) =>
        new(question, AskedQuestion.Of(question).Unknown, Link.List(grounds));

    /// <summary>The grounds so far, the last first; they are put into a list only when read.</summary>
    private sealed record Link(Link? Before, IReadOnlyList<Ground> Grounds)
    {
        public static Link? Of(Link? before, IReadOnlyList<Ground> grounds) =>
            ReferenceEquals(grounds, UseFacts.NoGrounds) ? before : new Link(before, grounds);

        public static IReadOnlyList<Ground> List(Link? last) =>
            last is null ? UseFacts.NoGrounds
            : last.Before is null ? last.Grounds
            : UnspokenGrounds.Of(last, static link => link.All());

        private List<Ground> All()
        {
            var links = new Stack<Link>();
            for (var link = this; link is not null; link = link.Before)
            {
                links.Push(link);
            }

            return [.. links.SelectMany(link => link.Grounds)];
        }
    }
}
