using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Store.Tests;

/// <summary>The register as simply as it can be said: a list of versions. A store must answer as this does.</summary>
internal sealed class RegisterModel
{
    private readonly List<Version> versions = [];
    private readonly List<(DateTimeOffset At, int Last, string[] Lines)> changes = [];

    /// <summary>A version of a fact.</summary>
    public sealed record Version(FactKind Kind, Cell[] Cells, int Entry)
    {
        public FactSchema Schema => FactSchema.Of(Kind);

        /// <summary>The entry that replaced or withdrew it.</summary>
        public int SupersededBy { get; set; } = int.MaxValue;

        public string this[string column] => Schema.IndexOf(column) is >= 0 and var i ? Schema.Columns[i].Render(Cells[i]) : "";

        public bool HasEnded(DateOnly day) => (Cells[Schema.ValidUntil].NumberOrNull ?? int.MaxValue) <= day.DayNumber;

        public bool Holds(DateOnly day) => (Cells[Schema.ValidFrom].NumberOrNull ?? 0) <= day.DayNumber && !HasEnded(day);

        public override string ToString() => Pictures.Render(Kind, Cells);
    }

    /// <summary>The number of the last entry.</summary>
    public int Last { get; private set; }

    /// <summary>The moments at which it was changed.</summary>
    public IEnumerable<DateTimeOffset> Moments => changes.Select(c => c.At);

    /// <summary>What is current, or was before a moment.</summary>
    public IEnumerable<Version> Current(DateTimeOffset? before = null)
    {
        var known = LastBefore(before);
        return versions.Where(v => v.Entry <= known && v.SupersededBy > known);
    }

    /// <summary>The journal, as text.</summary>
    public IEnumerable<string> Journal(DateTimeOffset? before = null) =>
        changes.SelectMany(c => c.Lines).Take(LastBefore(before));

    /// <summary>Facts in the order in which a store gives them.</summary>
    public static IEnumerable<Version> InOrder(IEnumerable<Version> facts) => facts
        .OrderBy(v => v.Kind)
        .ThenBy(v => Key(v), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
        .ThenBy(v => v.Cells[v.Schema.ValidFrom].NumberOrNull ?? -1)
        .ThenBy(v => v.Entry);

    /// <summary>Records a change.</summary>
    /// <param name="at">When.</param>
    /// <param name="steps">What takes the place of what; a null on the left adds, one on the right withdraws.</param>
    public void Change(DateTimeOffset at, IEnumerable<(Version? Old, Version? New)> steps)
    {
        var lines = new List<string>();
        foreach (var (old, fresh) in steps)
        {
            Last++;
            if (old is not null)
            {
                old.SupersededBy = Last;
            }

            if (fresh is not null)
            {
                versions.Add(fresh);
            }

            var act = old is null ? JournalAct.Added : fresh is null ? JournalAct.Withdrawn : JournalAct.Changed;
            lines.Add($"{Last} {act} {old?.Entry} {fresh ?? old}");
        }

        changes.Add((at, Last, [.. lines]));
    }

    private int LastBefore(DateTimeOffset? before) =>
        before is null ? Last : changes.LastOrDefault(c => c.At < before).Last;

    /// <summary>The key as bytes that sort as its parts do, one after the other.</summary>
    private static byte[] Key(Version v) =>
        [.. v.Cells.Take(v.Schema.KeyLength).SelectMany(c => Encoding.UTF8.GetBytes(c.Text!).Append((byte)0))];
}
