using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>A way in which the same need can be met, weighed by the same clauses.</summary>
/// <param name="Way">The way.</param>
/// <param name="IsProposal">Whether it is the way that is proposed.</param>
/// <param name="Weighing">What the clauses say about it; what does not depend on the way is as it was told.</param>
public sealed record Sourcing(SourcingWay Way, bool IsProposal, Weighing Weighing)
{
    /// <summary>What depends on who supplies and where, and is not carried over from the proposal to another way.</summary>
    private static readonly UseQuestion[] OfTheProposal =
    [
        UseQuestion.Deployment, UseQuestion.SupplierCountry, UseQuestion.ControlFromOutsideEurope,
        UseQuestion.StorageInEurope, UseQuestion.Encrypted, UseQuestion.CustomerHeldKeys, UseQuestion.Dtia,
    ];

    /// <summary>Every way side by side.</summary>
    /// <param name="use">The proposal, with the answers so far.</param>
    /// <param name="at">The day whose clauses apply.</param>
    /// <param name="pack">Only the clauses of this pack; null: all.</param>
    public static IReadOnlyList<Sourcing> SideBySide(Use use, DateOnly at, string? pack = null)
    {
        var proposed = WayOf(use);
        return
        [
            .. Enum.GetValues<SourcingWay>().Select(way => new Sourcing(
                way, way == proposed, Weighing.Of(way == proposed ? use : Otherwise(use, way), at, pack))),
        ];
    }

    /// <summary>The way that a use is; null when its deployment, or the country of a public cloud, is unknown.</summary>
    public static SourcingWay? WayOf(Use use) => use.Deployment().Value switch
    {
        Deployment.OnPremises => SourcingWay.DoItYourself,
        Deployment.Community => SourcingWay.GovernmentCloud,
        Deployment.Private => SourcingWay.Private,
        Deployment.Public or Deployment.Hybrid => use.UnderLawOutsideEurope().Value switch
        {
            false => SourcingWay.PublicEuropean,
            true => SourcingWay.PublicOther,
            null => null,
        },
        _ => null,
    };

    /// <summary>The same need, met another way by a supplier that is not known yet.</summary>
    private static Use Otherwise(Use use, SourcingWay way)
    {
        var other = use with
        {
            Service = use.Service with { Deployment = null, Regions = [], CustomerHeldKeys = null },
            Supplier = use.Supplier with { Country = null },
            Controllers = [],
            Contracts = [],
            ForeignReach = [],
            Functions =
            [
                .. use.Functions.Select(f => f with
                {
                    Alternative = f.Alternative with { Data = null, CustomerHeldKeys = null },
                }),
            ],
            Told = use.Told.Where(t => !OfTheProposal.Contains(t.Key)).ToDictionary(),
        };
        return Marks(way).Aggregate(other, (told, mark) => told.Tell(mark.Question, mark.Answer));
    }

    private static IEnumerable<(UseQuestion Question, string Answer)> Marks(SourcingWay way) => way switch
    {
        SourcingWay.DoItYourself =>
        [
            (UseQuestion.Deployment, "on-premises"), .. OfEurope("netherlands"),
            (UseQuestion.CustomerHeldKeys, AskedQuestion.Yes),
        ],
        SourcingWay.GovernmentCloud => [(UseQuestion.Deployment, "community"), .. OfEurope("netherlands")],
        SourcingWay.Private => [(UseQuestion.Deployment, "private")],
        SourcingWay.PublicEuropean => [(UseQuestion.Deployment, "public"), .. OfEurope("europe")],
        SourcingWay.PublicOther =>
        [
            (UseQuestion.Deployment, "public"), (UseQuestion.SupplierCountry, "outside"),
            (UseQuestion.ControlFromOutsideEurope, AskedQuestion.Yes),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "no such way"),
    };

    private static IEnumerable<(UseQuestion Question, string Answer)> OfEurope(string country) =>
    [
        (UseQuestion.SupplierCountry, country), (UseQuestion.ControlFromOutsideEurope, AskedQuestion.No),
        (UseQuestion.StorageInEurope, AskedQuestion.Yes),
    ];
}

/// <summary>The ways in which a body can meet a need for computing.</summary>
public enum SourcingWay
{
    /// <summary>In its own rooms.</summary>
    DoItYourself = 1,

    /// <summary>In a cloud of the government.</summary>
    GovernmentCloud = 2,

    /// <summary>In a cloud of a supplier for it alone.</summary>
    Private = 3,

    /// <summary>In a public cloud under European law alone.</summary>
    PublicEuropean = 4,

    /// <summary>In another public cloud.</summary>
    PublicOther = 5,
}
