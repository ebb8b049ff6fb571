namespace Sluiswachter.Exchange;

/// <summary>What is wrong and odd.</summary>
public sealed class Complaints : System.Collections.ObjectModel.Collection<Complaint>
{
    /// <summary>How many errors.</summary>
    public long Errors => this.Count(c => !c.IsWarning);
}
