using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>One requirement that broke, and the alternative whose arrival broke it.</summary>
/// <param name="Requirement">Position of the requirement's id.</param>
/// <param name="Service">Position of the id of the service or function at place n − need + 1.</param>
/// <param name="FailsAtHours">The hour at which that service or function itself failed.</param>
/// <param name="GraceHours">
/// Hours between its failure and its being felt: their sum is the hour of the consumer.
/// </param>
/// <param name="Need">How many alternatives must work.</param>
/// <param name="Of">How many alternatives there are.</param>
/// <param name="Basis">On what ground: that of the alternative when it names a source, else of the requirement.</param>
/// <param name="Source">Position of the id of who says so, likewise; null when nobody was named.</param>
/// <param name="Weakest">The weaker ground of requirement and alternative, as <see cref="Firmnesses.OfStep"/> tells.</param>
public readonly record struct BecauseStep(
    int Requirement, int Service, int FailsAtHours, int GraceHours, int Need, int Of, Basis Basis, int? Source, Firmness Weakest);

/// <summary>The chain of facts that stops a function or service, down to what was switched off.</summary>
/// <remarks>
/// Each step is found when it is reached; nothing is kept. Every link goes back at least one step in the order of
/// failure, so a chain has no loop and its length is known beforehand.
/// </remarks>
public readonly record struct BecauseChain
{
    /// <summary>The most steps that are told.</summary>
    public const int Longest = 64;

    private readonly SwitchOffAnswer answer;
    private readonly int node;

    internal BecauseChain(SwitchOffAnswer answer, int node) => (this.answer, this.node) = (answer, node);

    /// <summary>How many links lead to what was switched off: 1 is direct dependence, 0 a seed.</summary>
    public int Links => answer.LinksOf(node);

    /// <summary>Whether there are more links than <see cref="Steps"/> tells.</summary>
    public bool HasMore => Links > Longest;

    /// <summary>The links from the function or service down, one per requirement that broke, at most 64.</summary>
    public IEnumerable<BecauseStep> Steps
    {
        get
        {
            var (from, at) = (answer, node);
            for (var left = Math.Min(Links, Longest); left > 0; left--)
            {
                yield return from.LinkFrom(at, out at);
            }
        }
    }
}
