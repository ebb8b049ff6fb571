using System.Text.Json;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Reads the Dutch public bodies as polder gathers them, one JSON object a line.</summary>
/// <remarks>
/// Format <c>organisations-nl</c>; <c>docs/formats/organisations-nl.md</c> says what becomes what, which ids bodies get,
/// how their first and last days are read, and that no personal data is taken over.
/// </remarks>
public static class ForeignOrganisationsNl
{
    /// <summary>The source of every fact that this reader gives.</summary>
    public const string SourceText = "organisations-nl:polder";

    /// <summary>After so many errors the file is of another format, or beyond help.</summary>
    private const int MostErrors = 1_000;

    /// <summary>Reads a file of bodies.</summary>
    /// <param name="path">The file.</param>
    /// <param name="corrections">Values known to be wrong; see <see cref="ForeignCorrections"/>.</param>
    public static ForeignFacts Read(string path, IReadOnlyList<ForeignCorrection> corrections)
    {
        var complaints = new List<Complaint>();
        var file = Path.GetFileName(path);
        var bodies = new List<ForeignBody>();
        foreach (var (number, utf8) in ForeignLines.Read(path, complaints))
        {
            if (ForeignJson.Parse(utf8, file, number, complaints) is { } line && line.Is(JsonValueKind.Object) &&
                ForeignBody.Read(line) is { } body)
            {
                bodies.Add(body);
            }

            if (complaints.Count >= MostErrors)
            {
                complaints.Add(new Complaint(new Place(file, number), new TooManyErrors(complaints.Count)));
                break;
            }
        }

        if (bodies.Count == 0)
        {
            if (complaints.Count == 0)
            {
                complaints.Add(new Complaint(new Place(file), new NothingInIt()));
            }

            return new ForeignFacts([], complaints, []);
        }

        var register = new ForeignBodies(bodies, corrections);
        register.Read();
        return ForeignFacts.Of(
            () => FactTables.From(file, register.Facts), complaints.Concat(register.Complaints), register.LeftOut());
    }
}

/// <summary>One line of the file, before it is seen together with the others.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="PolderId">Its id there, such as <c>org:gemeente-groningen</c>.</param>
/// <param name="Kind">The kind of body.</param>
/// <param name="Name">Its name: the first, which is the current one.</param>
/// <param name="Identifiers">Scheme and value, in the order of the file.</param>
internal sealed record ForeignBody(
    ForeignJson At, string PolderId, Label Kind, Label Name, IReadOnlyList<(string Scheme, Label Value)> Identifiers)
{
    public string? Identifier(string scheme) =>
        Identifiers.FirstOrDefault(i => i.Scheme == scheme) is { Scheme: not null } found ? found.Value.Text : null;

    public static ForeignBody? Read(ForeignJson at)
    {
        var id = at.Text("id", required: true);
        var kind = at.Label("type", required: true);
        var names = at.Objects("names").ToList();
        if (names.Count == 0 && at.Element.TryGetProperty("names", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            at.Complain("names", new MissingValue("names"));
        }

        var name = names.Count == 0 ? null : names[0].Label("value", required: true);
        var identifiers = new List<(string, Label)>();
        if (at.Object("identifiers", required: false) is { } numbers)
        {
            foreach (var scheme in numbers.Element.EnumerateObject().Select(p => p.Name))
            {
                if (numbers.Label(scheme) is { } value)
                {
                    identifiers.Add((scheme, value));
                }
            }
        }

        return id is null || kind is null || name is null
            ? null
            : new ForeignBody(at, id, kind.Value, name.Value, identifiers);
    }
}

/// <summary>A number that several bodies share.</summary>
public sealed record SharedNumber(string Scheme, string Value, IReadOnlyList<string> Bodies) : Problem(new Phrase(
    $"{Scheme} {Quote(Value)} belongs to {Bodies.Count} bodies: {string.Join(", ", Bodies)}",
    $"{Scheme} {Quote(Value)} hoort bij {Bodies.Count} organisaties: {string.Join(", ", Bodies)}"));

/// <summary>A last day of a body that the body's own name does not share.</summary>
public sealed record EndNotOfTheName(string Stated) : Problem(new Phrase(
    $"valid_until {Quote(Stated)} is not the end of the body's current name: it may be the end of something else",
    $"valid_until {Quote(Stated)} is niet het einde van de huidige naam: het kan het einde van iets anders zijn"));

/// <summary>A body that ends before it begins.</summary>
public sealed record BeginsAfterItsEnd(string From, string Until) : Problem(new Phrase(
    $"valid_from {Quote(From)} lies after valid_until {Quote(Until)}: the first day is left unknown",
    $"valid_from {Quote(From)} ligt na valid_until {Quote(Until)}: de eerste dag blijft onbekend"));
