using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>The requirements that count on the day and can be met.</summary>
/// <param name="Position">By requirement: the position of its id.</param>
/// <param name="Consumer">
/// By requirement: its node; or the number of nodes more than a body, standing for the body's functions.
/// </param>
/// <param name="Arrivals">By requirement: at which arrival it breaks.</param>
/// <param name="ExitHours">By requirement: hours in which the exit can be carried out, or -1.</param>
/// <param name="Ground">By requirement: who says so, and on what ground.</param>
/// <param name="Unmet">Positions of the ids of requirements with fewer alternatives than they need.</param>
internal sealed record RequirementPart(
    Subset Position, PackedColumn Consumer, ArrivalColumn Arrivals, PackedColumn ExitHours, GroundColumn Ground,
    int[] Unmet)
{
    /// <summary>How many there are.</summary>
    public int Count => Position.Count;

    /// <param name="columns">The facts.</param>
    /// <param name="bodyAt">The body of each position.</param>
    /// <param name="nodeAt">The node of each position.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="at">The requirement of each position (of ids of requirements).</param>
    /// <param name="graceHours">By requirement: the grace of alternatives that state none.</param>
    public static RequirementPart Of(
        RegisterColumns columns, int[] bodyAt, int[] nodeAt, int nodes, out int[] at, out int[] graceHours)
    {
        var (all, alternatives) = (columns.Requirement, columns.Alternative);
        var counted = new int[columns.Requirements.Count];
        for (var i = 0; i < alternatives.Requirement.Length; i++)
        {
            counted[alternatives.Requirement[i]] += nodeAt[alternatives.Service[i]] >= 0 ? 1 : 0;
        }

        at = InIdOrder.RowAt(all.Requirement, columns.Requirements.Count);
        var unmet = new List<int>();
        for (var position = 0; position < at.Length; position++)
        {
            var row = at[position];
            if (row < 0)
            {
                continue;
            }

            var consumerCounts = nodeAt[all.Consumer[row]] >= 0 || bodyAt[all.Consumer[row]] >= 0;
            if (!consumerCounts || counted[position] < all.Need[row])
            {
                at[position] = InIdOrder.None;
            }

            if (consumerCounts && counted[position] < all.Need[row])
            {
                unmet.Add(position);
            }
        }

        var (positions, rows) = InIdOrder.Number(at);
        graceHours = Array.ConvertAll(rows, r => all.Purpose[r].DefaultGraceHours());
        var consumer = Array.ConvertAll(
            rows, r => nodeAt[all.Consumer[r]] is var node and >= 0 ? node : nodes + bodyAt[all.Consumer[r]]);
        return new RequirementPart(
            positions,
            PackedColumn.Of<int>(consumer),
            ArrivalColumn.Of(at, counted, Array.ConvertAll(rows, r => all.Need[r])),
            PackedColumn.Of<int>(Array.ConvertAll(rows, r => all.ExitHours[r])),
            GroundColumn.Of(all.Basis, all.Source, rows),
            [.. unmet]);
    }
}

/// <summary>At which arrival each requirement breaks: n − need + 1.</summary>
/// <remarks>
/// A byte each. A requirement with 255 alternatives or more has <see cref="Many"/> for a byte, whatever it needs, and
/// its number stands in a table aside: so a byte that counts arrivals down can tell 0 from all that comes after it.
/// </remarks>
internal readonly struct ArrivalColumn
{
    /// <summary>The byte of a requirement whose number stands aside.</summary>
    public const byte Many = byte.MaxValue;
    private readonly byte[] bytes;
    private readonly int[] many;
    private readonly (int Requirement, int BreaksAt)[] aside;

    private ArrivalColumn(byte[] bytes, (int Requirement, int BreaksAt)[] aside)
    {
        (this.bytes, this.aside) = (bytes, aside);
        many = Array.ConvertAll(aside, a => a.Requirement);
    }

    /// <summary>By requirement: at which arrival it breaks, or <see cref="Many"/>.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The requirements whose byte is <see cref="Many"/>, and at which arrival they break.</summary>
    public ReadOnlySpan<(int Requirement, int BreaksAt)> Aside => aside;

    /// <summary>At which arrival a requirement breaks.</summary>
    public int this[int requirement] =>
        bytes[requirement] is var few and < Many ? few : aside[PlaceAside(requirement)].BreaksAt;

    /// <summary>The place in <see cref="Aside"/> of a requirement whose byte is <see cref="Many"/>.</summary>
    public int PlaceAside(int requirement) => Array.BinarySearch(many, requirement);

    /// <param name="at">The requirement of each position, or -1.</param>
    /// <param name="counted">By position: how many alternatives count.</param>
    /// <param name="need">By requirement: how many must work.</param>
    public static ArrivalColumn Of(ReadOnlySpan<int> at, ReadOnlySpan<int> counted, ReadOnlySpan<int> need)
    {
        var few = new byte[need.Length];
        var rest = new List<(int Requirement, int BreaksAt)>();
        for (var position = 0; position < at.Length; position++)
        {
            var requirement = at[position];
            if (requirement < 0)
            {
                continue;
            }

            var arrivals = counted[position] - need[requirement] + 1;
            if (counted[position] < Many)
            {
                few[requirement] = (byte)arrivals;
            }
            else
            {
                few[requirement] = Many;
                rest.Add((requirement, arrivals));
            }
        }

        return new ArrivalColumn(few, [.. rest]);
    }
}

/// <summary>Who says so, and on what ground: a source and a basis for each row.</summary>
/// <param name="Packed">By row: two bits for the basis, and before them the position of the source's id and 1.</param>
internal readonly record struct GroundColumn(PackedColumn Packed)
{
    private const int BasisBits = 2;

    /// <summary>On what ground a row is stated.</summary>
    public Basis BasisOf(int row) => (Basis)(Packed[row] & ((1 << BasisBits) - 1));

    /// <summary>The position of the id of its source, or -1.</summary>
    public int SourceOf(int row) => (Packed[row] >> BasisBits) - 1;

    /// <param name="basis">On what ground each row of a fact is stated.</param>
    /// <param name="source">The position of its source's id, or -1.</param>
    /// <param name="rows">The rows, in the order in which they are kept.</param>
    public static GroundColumn Of(Basis[] basis, int[] source, int[] rows) =>
        new(PackedColumn.Of<int>(Array.ConvertAll(rows, r => ((source[r] + 1) << BasisBits) | (int)basis[r])));
}
