using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Facts of the register that an answer to a framework can be held against.</summary>
/// <remarks>
/// A question of a framework names the fact by its word (<c>checks: storage-in-europe</c>), and each option what it says of
/// it (<c>tells: yes</c>); the words are those of <see cref="AskedQuestion"/>, so that a weighing and an assessment mean the
/// same by them.
/// </remarks>
public static class FactChecks
{
    /// <summary>The facts that can be named.</summary>
    public static IReadOnlyList<UseQuestion> All { get; } =
    [
        UseQuestion.Deployment, UseQuestion.SupplierCountry, UseQuestion.ControlFromOutsideEurope, UseQuestion.StorageInEurope,
        UseQuestion.CustomerHeldKeys,
    ];

    /// <summary>Their words.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(q => AskedQuestion.Of(q).Word)];

    /// <summary>The fact of a word; null when it is none of them.</summary>
    public static UseQuestion? Named(string word) =>
        AskedQuestion.All.FirstOrDefault(q => q.Word == word && All.Contains(q.Question))?.Question;

    /// <summary>What the register says about each service or supplier of a subject, in the words of answers; unknown is left out.</summary>
    /// <param name="fact">One of <see cref="All"/>.</param>
    /// <param name="subject">What the register holds of the subject.</param>
    public static IEnumerable<(string Word, Ground Ground)> In(UseQuestion fact, SubjectFacts subject) => fact switch
    {
        UseQuestion.Deployment => subject.Services.Where(s => s.Deployment is not null).Select(s => (
            Words.Of<Deployment>().WordOf((int)s.Deployment!.Value), GroundOf(s, "deployment", "soort cloud", Words.Of<Deployment>().WordOf((int)s.Deployment.Value)))),
        UseQuestion.StorageInEurope => subject.Services.Where(s => s.Regions.Count > 0)
            .Select(s => (YesNo(s.Regions.All(Europe.MayStore)), RunsIn(s))),
        UseQuestion.CustomerHeldKeys => subject.Services.Where(s => s.CustomerHeldKeys is not null).Select(s => (
            YesNo(s.CustomerHeldKeys!.Value), new Ground(
                s.CustomerHeldKeys.Value
                    ? new Phrase($"customers alone hold the keys of {s.Name}", $"alleen klanten hebben de sleutels van {s.Name}")
                    : new Phrase($"customers do not alone hold the keys of {s.Name}", $"niet alleen klanten hebben de sleutels van {s.Name}"),
                s.Provenance))),
        UseQuestion.SupplierCountry => subject.Supplier is { Country: { } country } supplier
            ? [(country == Netherlands ? "netherlands" : Europe.Includes(country) ? "europe" : "outside", EstablishedIn(supplier))]
            : [],
        UseQuestion.ControlFromOutsideEurope => ControlFromOutside(subject),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "no fact of the register"),
    };

    /// <summary>Where a service runs, as a ground.</summary>
    internal static Ground RunsIn(Service service) => new(
        new Phrase($"{service.Name} runs in {string.Join(", ", service.Regions)}", $"{service.Name} draait in {string.Join(", ", service.Regions)}"),
        service.Provenance);

    private static Country Netherlands { get; } = Country.Of("NL").Value;

    /// <summary>
    /// Yes is certain with the supplier or one controller outside; no only when there are controllers and all countries are known.
    /// </summary>
    private static IEnumerable<(string Word, Ground Ground)> ControlFromOutside(SubjectFacts subject)
    {
        var inControl = subject.Controllers.Concat(subject.Supplier is { } supplier ? [supplier] : []).ToList();
        if (inControl.Find(s => s.Country is { } country && !Europe.Includes(country)) is { } outside)
        {
            yield return (AskedQuestion.Yes, EstablishedIn(outside));
        }
        else if (subject.Controllers.Count > 0 && inControl.TrueForAll(s => s.Country is not null))
        {
            yield return (AskedQuestion.No, EstablishedIn(subject.Controllers[0]));
        }
    }

    private static Ground GroundOf(Service service, string english, string dutch, string word) =>
        new(new Phrase($"{service.Name}, {english}: {word}", $"{service.Name}, {dutch}: {word}"), service.Provenance);

    private static Ground EstablishedIn(Supplier supplier) => new(
        new Phrase($"{supplier.Name} is established in {supplier.Country}", $"{supplier.Name} is gevestigd in {supplier.Country}"),
        supplier.Provenance);

    private static string YesNo(bool yes) => yes ? AskedQuestion.Yes : AskedQuestion.No;
}
