using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Ends what a source no longer names: its facts that hold end today, those that have not begun are withdrawn.</summary>
internal sealed class SourceReplacement(
    IRegisterWriter writer, IdBook ids, ImportChecks checks, ImportOutcome outcome, DateOnly today)
{
    private readonly EndedFacts ended = new(writer, outcome.Complaints, today);

    /// <summary>Ends or withdraws every fact of a source that the import does not name.</summary>
    public void End(string source, IReadOnlyDictionary<FactKind, NamedFacts> named)
    {
        var sourceKey = ids.KeysOf(IdSpace.Source, [source])[0];
        if (sourceKey == 0)
        {
            if (!ids.MayHaveMore([FactKind.Source]))
            {
                outcome.Complaints.Refuse(new Place("--replace-source"), new SourceToReplaceIsUnknown(source));
            }

            return;
        }

        foreach (var schema in FactSchema.All)
        {
            foreach (var fact in writer.VersionsOfSource(schema.Kind, sourceKey))
            {
                EndUnlessNamed(schema, fact, named[schema.Kind]);
            }
        }
    }

    /// <summary>Tells what the facts that ended leave behind.</summary>
    /// <remarks>Not when there are errors: a row that could not be read may have named what seems to end.</remarks>
    public void Finish()
    {
        if (!outcome.Complaints.HaveErrors)
        {
            ended.Tell();
        }
    }

    private void EndUnlessNamed(FactSchema schema, StoredFact fact, NamedFacts named)
    {
        var from = fact.Cells[schema.ValidFrom].NumberOrNull;
        var until = fact.Cells[schema.ValidUntil].NumberOrNull;
        var key = named.KeyOf(schema, fact.Cells, fact.Keys);
        var isNamed = named.Names(key, from is { } day ? DateOnly.FromDayNumber((int)day) : null);
        if (isNamed || until <= today.DayNumber)
        {
            return;
        }

        ended.Note(fact);
        if (from >= today.DayNumber)
        {
            outcome.Of(schema.Kind).Withdrawn++;
            checks.NoteWithdrawal(schema, fact);
            writer.Withdraw(fact);
        }
        else
        {
            outcome.Of(schema.Kind).Ended++;
            var cells = (Cell[])fact.Cells.Clone();
            cells[schema.ValidUntil] = Cell.Of(today);
            writer.Change(fact, new FactRow(cells, fact.Keys));
        }
    }
}
