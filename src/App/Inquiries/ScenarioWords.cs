using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>What a question switches off, in the words of <c>sluis switch-off</c>.</summary>
internal static class ScenarioWords
{
    /// <summary>Countries whose control is lost.</summary>
    public static InquiryParameter Country { get; } = new(
        "country", new Phrase("C", "L"), new Phrase(
            "Control from this country is lost: its suppliers and all whom they control",
            "Zeggenschap uit dit land valt weg: zijn leveranciers en allen die zij beheersen"), "US", IsRepeatable: true);

    /// <summary>Places that are lost.</summary>
    public static InquiryParameter Location { get; } = new(
        "location", new Phrase("C", "L"), new Phrase(
            "Nothing runs in this country any more; services that run elsewhere too go on",
            "Niets draait nog in dit land; clouddiensten die ook elders draaien gaan door"), "IE", IsRepeatable: true);

    /// <summary>Suppliers.</summary>
    public static InquiryParameter Supplier { get; } = new(
        "supplier", new Phrase("ID", "ID"), new Phrase(
            "This supplier and all whom it controls", "Deze leverancier en allen die hij beheerst"),
        "supplier:microsoft-corporation", IsRepeatable: true);

    /// <summary>Services.</summary>
    public static InquiryParameter Service { get; } = new(
        "service", new Phrase("ID", "ID"), new Phrase("This service", "Deze clouddienst"),
        "service:microsoft-365-mail", IsRepeatable: true);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<InquiryParameter> All { get; } = [Country, Location, Supplier, Service];

    /// <summary>The scenario that is asked; null when nothing is switched off, or when words are not understood.</summary>
    public static Scenario? Read(InquiryWords words, int horizonHours, IRegisterReader reader)
    {
        var countries = words.Each(Country, Model.Country.Of);
        var locations = words.Each(Location, Model.Country.Of);
        var suppliers = words.Each(Supplier, EntityId.Of);
        var services = words.Each(Service, EntityId.Of);
        words.MustBeKnown(Supplier, suppliers, FactKind.Supplier, reader);
        words.MustBeKnown(Service, services, FactKind.Service, reader);
        var scenario = Scenario.Of(countries, locations, suppliers, services, horizonHours);
        return words.Problems.Count == 0 && scenario.Holds ? scenario.Value : null;
    }
}
