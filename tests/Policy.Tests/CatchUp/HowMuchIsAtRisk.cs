using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

public sealed class HowMuchIsAtRisk
{
    [Fact]
    public void The_weights_are_multiplied()
    {
        var risk = UseRisk.Of(Use(Criticality.Essential, DataClass.Internal, PersonalData.Ordinary, 5_000, "US"));
        Assert.Equal([4, 2, 2, 2, 2], risk.Factors.Select(f => f.Weight));
        Assert.Equal((64, 0), (risk.Value, risk.Unknown));
    }

    [Fact]
    public void What_nobody_said_weighs_as_the_heaviest()
    {
        var risk = UseRisk.Of(Use(null, null, null, null, null));
        Assert.Equal((UseRisk.Most, 5), (risk.Value, risk.Unknown));
    }

    [Fact]
    public void Learning_a_fact_never_raises_the_risk()
    {
        foreach (var criticality in Enum.GetValues<Criticality>())
        {
            foreach (var data in Enum.GetValues<DataClass>())
            {
                foreach (var country in new[] { "NL", "US" })
                {
                    Assert.True(Value(criticality, data, country) <= Value(null, data, country));
                    Assert.True(Value(criticality, data, country) <= Value(criticality, null, country));
                    Assert.True(Value(criticality, data, country) <= Value(criticality, data, null));
                }
            }
        }

        static int Value(Criticality? criticality, DataClass? data, string? country) =>
            UseRisk.Of(Use(criticality, data, PersonalData.None, 10, country)).Value;
    }

    [Theory]
    [InlineData(999, 1)]
    [InlineData(1_000, 2)]
    [InlineData(99_999, 2)]
    [InlineData(100_000, 3)]
    public void People_count_in_three_steps(long people, int weight) =>
        Assert.Equal(weight, UseRisk.Of(Use(Criticality.Vital, DataClass.Public, PersonalData.None, people, "NL")).Factors[4].Weight);

    private static Use Use(Criticality? criticality, DataClass? data, PersonalData? personal, long? people, string? country) => new()
    {
        Body = new Organisation(Id("town"), Name("Town"), null, null, null, null, null, null, Provenance.Unstated),
        Service = new Service(Id("cloud"), Name("Cloud"), Id("acme"), ServiceModels.None, null, [], null, null, Provenance.Unstated),
        Supplier = new Supplier(Id("acme"), Name("Acme"), country is null ? null : Country.Of(country).Value, null, Provenance.Unstated),
        Functions =
        [
            new ServedFunction(
                new Function(Id("lock"), Id("town"), Name("Lock"), criticality, null, data, personal, people, null, Provenance.Unstated),
                null, Required, Met, Since: null),
        ],
        Dossier = UseDossier.Empty,
    };

    private static RequirementId Need { get; } = RequirementId.Of("r1").Value;

    private static Requirement Required { get; } = Requirement.Of(
        Need, Id("lock"), Purpose.Hosting, 1, null, null, RequirementStatus.InUse, null, null, Provenance.Unstated).Value;

    private static Alternative Met { get; } = new(
        Need, Id("cloud"), null, AlternativeRole.Active, null, null, null, Provenance.Unstated);

    private static EntityId Id(string text) => EntityId.Of(text).Value;

    private static Label Name(string text) => Label.Of(text).Value;
}
