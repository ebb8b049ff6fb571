using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Looks once more at facts of which the register had versions that a row did not replace.</summary>
internal sealed class OverlapChecks(IRegisterWriter writer, Complaints complaints)
{
    private readonly List<Suspect> suspects = [];

    /// <summary>Remembers a row whose days may overlap with those of another version in the register.</summary>
    /// <param name="table">Where it stands.</param>
    /// <param name="row">Its number.</param>
    /// <param name="key">The key of its fact.</param>
    /// <param name="firstKey">The key of its first id.</param>
    /// <param name="validity">Its days.</param>
    public void Note(FactTable table, long row, long key, int firstKey, Validity validity) =>
        suspects.Add(new Suspect(table, row, key, firstKey, validity));

    /// <summary>Complains about those that do, when all rows have been written.</summary>
    /// <param name="named">What the import named, by kind.</param>
    /// <param name="batchRows">How many rows are looked up together.</param>
    public void Finish(IReadOnlyDictionary<FactKind, NamedFacts> named, int batchRows)
    {
        foreach (var group in suspects.GroupBy(s => s.Table.Schema))
        {
            foreach (var batch in group.Chunk(batchRows))
            {
                var versions = writer.Versions(group.Key.Kind, [.. batch.Select(s => s.FirstKey).Distinct()])
                    .ToLookup(v => named[group.Key.Kind].KeyOf(group.Key, v.Cells, v.Keys));
                foreach (var suspect in batch)
                {
                    Find(group.Key, suspect, versions[suspect.Key]);
                }
            }
        }
    }

    private void Find(FactSchema schema, Suspect suspect, IEnumerable<StoredFact> versions)
    {
        foreach (var version in versions)
        {
            var validity = schema.ValidityOf(version.Cells).Value;
            if (validity.From != suspect.Validity.From && validity.Overlaps(suspect.Validity))
            {
                var problem = new OverlapsTheRegister(ImportRun.KeyText(schema, version.Cells), validity);
                complaints.Refuse(suspect.Table.PlaceOf(suspect.Row, "valid_from"), problem);
            }
        }
    }

    private readonly record struct Suspect(FactTable Table, long Row, long Key, int FirstKey, Validity Validity);
}
