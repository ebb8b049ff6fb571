using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Uses;

/// <summary>The risk analyses that are not there on a day: of each use that is in use without an approved one.</summary>
/// <param name="Uses">How many uses are in use.</param>
/// <param name="All">The analyses, in no order.</param>
/// <remarks>
/// With umbrellas one analysis settles a service for all bodies that have none: an assessment without an organisation
/// (docs/bundle.md). Its size is that of the most critical of its uses. No two settle the same use.
/// </remarks>
internal sealed record DueAnalyses(int Uses, IReadOnlyList<DueAnalysisOf> All)
{
    /// <summary>How many services they are of: as many analyses would do if each settled its service for all bodies.</summary>
    public int Services => All.Select(d => d.Service.Id).Distinct().Count();

    /// <summary>Finds what is due.</summary>
    /// <param name="uses">The uses of a day.</param>
    /// <param name="bodies">Of these bodies only; null: of all.</param>
    /// <param name="umbrella">Whether one analysis of a service settles it for all.</param>
    /// <param name="sizeOf">The hours of an analysis, by the criticality of the use; null for unknown.</param>
    public static DueAnalyses Of(UsesOfDay uses, IReadOnlySet<EntityId>? bodies, bool umbrella, Func<Criticality?, int> sizeOf)
    {
        var keys = uses.Keys.Where(k => k.IsInUse && bodies?.Contains(k.Body) != false).ToList();
        var due = keys.Select(k => uses.Of(k)!).Where(u => u.Approved(AssessmentKind.RiskAnalysis).Value != true)
            .Select(u => (u.Body, u.Service, Risk: UseRisk.Of(u), Hours: sizeOf(u.Criticality().Value)));
        var analyses =
            from use in due
            group use by (Body: umbrella ? null : use.Body.Id.Text, Service: use.Service.Id.Text) into settled
            let heaviest = settled.MaxBy(d => d.Risk.Value)
            let analysis = new DueAnalysis(
                $"{settled.Key.Body}\t{settled.Key.Service}", settled.Sum(d => (long)d.Risk.Value), settled.Count(),
                settled.Max(d => d.Hours), settled.Sum(d => d.Risk.Unknown))
            select new DueAnalysisOf(analysis, umbrella ? null : heaviest.Body, heaviest.Service, heaviest.Risk);
        return new DueAnalyses(keys.Count, [.. analyses]);
    }
}

/// <summary>An analysis that is due, and of what.</summary>
/// <param name="Due">As it is planned.</param>
/// <param name="Body">The body; null: it settles the service for all.</param>
/// <param name="Service">The service.</param>
/// <param name="Heaviest">The risk of the use that weighs most.</param>
internal sealed record DueAnalysisOf(DueAnalysis Due, Organisation? Body, Service Service, UseRisk Heaviest);
