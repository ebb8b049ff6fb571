namespace Sluiswachter.Insight;

/// <summary>Of what the concentration is asked.</summary>
/// <param name="By">In which groups.</param>
/// <param name="Per">Whose shares.</param>
/// <param name="Weight">Shares of what.</param>
public sealed record ConcentrationQuestion(
    GroupedBy By = GroupedBy.Purpose, HolderKind Per = HolderKind.Controller, ShareWeight Weight = ShareWeight.Functions);

/// <summary>In which groups shares are told.</summary>
public enum GroupedBy
{
    /// <summary>What something is required for.</summary>
    Purpose = 1,

    /// <summary>The class of the function's data.</summary>
    DataClass = 2,

    /// <summary>The kind of public body.</summary>
    Kind = 3,

    /// <summary>How much depends on the function.</summary>
    Criticality = 4,

    /// <summary>Everything together.</summary>
    All = 5,
}

/// <summary>Whose shares are told.</summary>
public enum HolderKind
{
    /// <summary>The supplier at the top of the chain of control.</summary>
    Controller = 1,

    /// <summary>The supplier of the service itself.</summary>
    Supplier = 2,

    /// <summary>The country of the controller.</summary>
    Country = 3,
}

/// <summary>What is divided into shares.</summary>
public enum ShareWeight
{
    /// <summary>Functions, each counting as one.</summary>
    Functions = 1,

    /// <summary>The people whom functions serve.</summary>
    People = 2,

    /// <summary>The yearly cost of contracts.</summary>
    Spend = 3,
}
