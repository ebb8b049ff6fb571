using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>On which days organisations, functions, suppliers and services count, by the register as it is being written.</summary>
/// <remarks>A function counts when it and its organisation hold, a service when it and its supplier do.</remarks>
internal sealed class EntityDays(IRegisterWriter writer)
{
    private readonly Dictionary<int, List<(Validity Days, int RestsOn)>> versions = [];

    /// <summary>Reads what is known of these entities, and of those on which they rest.</summary>
    public void Load(IEnumerable<int> keys)
    {
        var restsOn = new HashSet<int>();
        foreach (var kind in keys.Where(k => versions.TryAdd(k, [])).ToList().GroupBy(writer.KindOf))
        {
            var column = FactSchema.Of(kind.Key).IndexOf(kind.Key switch
            {
                FactKind.Function => "organisation",
                FactKind.Service => "supplier",
                _ => "",
            });
            foreach (var version in writer.Versions(kind.Key, [.. kind]))
            {
                var on = column < 0 ? 0 : version.Keys[column];
                versions[version.Keys[0]].Add((DaysOf(version), on));
                restsOn.Add(on);
            }
        }

        restsOn.Remove(0);
        if (restsOn.Count > 0)
        {
            Load(restsOn);
        }
    }

    /// <summary>Whether a loaded entity counts on a day.</summary>
    public bool Counts(int key, DateOnly day) =>
        versions[key].Exists(v => v.Days.Contains(day) && (v.RestsOn == 0 || Counts(v.RestsOn, day)));

    /// <summary>Whether a loaded entity, by itself, holds on a day or later.</summary>
    public bool GoesOn(int key, DateOnly day) => versions[key].Exists(v => v.Days.Until is not { } until || until > day);

    /// <summary>The days after a day on which it may begin or cease to count.</summary>
    public IEnumerable<DateOnly> ChangesAfter(int key, DateOnly day) => versions[key].SelectMany(v =>
        ChangesAfter(v.Days, day).Concat(v.RestsOn == 0 ? [] : ChangesAfter(v.RestsOn, day)));

    /// <summary>The begin and end of a validity, as far as they come after a day.</summary>
    public static IEnumerable<DateOnly> ChangesAfter(Validity days, DateOnly day) =>
        new[] { days.From, days.Until }.Where(d => d > day).Select(d => d!.Value);

    /// <summary>The days on which a version holds.</summary>
    public static Validity DaysOf(StoredFact version) => FactSchema.Of(version.Kind).ValidityOf(version.Cells).Value;
}
