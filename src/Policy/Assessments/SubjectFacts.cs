using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What the register holds, on a day, of the subject of an assessment.</summary>
/// <param name="Services">The service itself; of a supplier all its services; of a function none.</param>
/// <param name="Supplier">The supplier itself, or that of the service; null for a function.</param>
/// <param name="Controllers">All suppliers that control it, directly or through a chain; nearest first.</param>
/// <param name="Measured">What was measured to lie under the services, or under the function.</param>
public sealed record SubjectFacts(
    IReadOnlyList<Service> Services, Supplier? Supplier, IReadOnlyList<Supplier> Controllers, IReadOnlyList<MeasuredHost> Measured)
{
    /// <summary>Nothing.</summary>
    public static SubjectFacts None { get; } = new([], null, [], []);
}

/// <summary>A service that was measured, from outside, to work for the subject of an assessment.</summary>
/// <param name="Consumer">The service or function that it works for.</param>
/// <param name="ConsumerName">What that is called.</param>
/// <param name="Purpose">What it is needed for.</param>
/// <param name="Host">The service that was found.</param>
/// <param name="InControl">Its supplier and all that control it; nearest first.</param>
/// <param name="By">Who measured it, and when.</param>
public sealed record MeasuredHost(
    EntityId Consumer, string ConsumerName, Purpose Purpose, Service Host, IReadOnlyList<Supplier> InControl, Provenance By)
{
    /// <summary>
    /// Whether a measured alternative is one that data goes to: by what is said of it, or else by the purposes that hold data
    /// by their nature, as exposure has it.
    /// </summary>
    public static bool TakesData(Requirement requirement, Alternative alternative) =>
        alternative.Provenance.Basis == Basis.Measured && alternative.Data switch
        {
            DataHandling.None => false,
            null => requirement.Purpose is Purpose.Hosting or Purpose.Storage or Purpose.Identity or Purpose.Mail
                or Purpose.Payment or Purpose.Messaging or Purpose.Web,
            _ => true,
        };

    /// <summary>The nearest supplier outside the EEA and Switzerland that supplies or controls it; null when none is known.</summary>
    public Supplier? Outside => InControl.FirstOrDefault(s => s.Country is { } country && !Europe.MayStore(country));

    /// <summary>The fact as a ground.</summary>
    /// <param name="outside">The supplier outside.</param>
    public Ground Ground(Supplier outside) => new(
        new Phrase(
            $"{ConsumerName} was found to use {Host.Name} for {ChoiceWords.Of(Purpose).English}, in the hands of {outside.Name} ({outside.Country}){RunsIn("in")}",
            $"{ConsumerName} bleek {Host.Name} te gebruiken voor {ChoiceWords.Of(Purpose).Dutch}, in handen van {outside.Name} ({outside.Country}){RunsIn("in")}"),
        By);

    private string RunsIn(string word) => Host.Regions.Count == 0 ? "" : $", {word} {string.Join(", ", Host.Regions)}";
}
